"""Webhook events, as LINE writes them."""

from tests.fakes.line.people import Chat, User

_MEDIA = {"image": "image/jpeg", "video": "video/mp4", "audio": "audio/x-m4a", "file": "application/pdf"}


class Events:
    """Makes events of the people of one loopback LINE. Each is a new dict that a test may change as it likes.

    `chat` is the group or room where it happens, or None for a talk with the bot alone. `standby` events have no reply
    token. `anonymous` leaves out the user's id, as LINE does for people who did not consent.
    """

    def __init__(self, *, clock, mint, tokens, directory, contents, bot_id):
        self._clock = clock
        self._mint = mint
        self._tokens = tokens
        self._directory = directory
        self._contents = contents
        self._bot_id = bot_id
        self.quotable = {}
        self.readable = set()

    # --- messages

    def text(self, user, text, chat=None, *, mentions=(), quotes=None, **options):
        """A text. `mentions`: see `mention`. `quotes`: the id of an earlier message."""
        message = {"type": "text", "text": text}
        if mentions:
            message["mention"] = {"mentionees": list(mentions)}
        if quotes:
            message["quotedMessageId"] = quotes
        return self._message(user, chat, message, **options)

    def mention(self, text, name, *, user=None):
        """A mention of the bot, or of `user`, where `@name` stands in the text: counted in UTF-16 units."""
        before, found, _ = text.partition(f"@{name}")
        assert found, f"@{name} is not in the text"
        place = {"index": _units(before), "length": _units(found), "type": "user"}
        return {**place, "userId": user.id if user else self._bot_id, "isSelf": user is None}

    def mention_all(self, text):
        """A mention of everybody, where `@All` stands in the text."""
        return {"index": _units(text.partition("@All")[0]), "length": 4, "type": "all"}

    def edited(self, event, text, **options):
        """The text message of that event, in other words. LINE has this in groups only."""
        assert event["source"]["type"] == "group", "only messages in groups can be edited"
        message = {"type": "text", "id": event["message"]["id"], "text": text}
        message["quoteToken"] = self._quote_token(event["source"], message["id"])
        made = self._event("messageEdited", event["source"], reply=True, **options)
        return {**made, "message": message}

    def media(self, user, kind="image", chat=None, *, data=b"\xff\xd8\xff\xe0", preparing=0, **options):
        """A picture, film, sound or file. Its bytes can be fetched, after `preparing` answers of 202."""
        message = {"type": kind, "contentProvider": {"type": "line"}}
        if kind in ("video", "audio"):
            message["duration"] = 60000
        if kind == "file":
            message = {"type": "file", "fileName": "条件書.pdf", "fileSize": len(data)}
        made = self._message(user, chat, message, **options)
        self._contents.keep(made["message"]["id"], data, _MEDIA[kind], preparing)
        return made

    def location(self, user, chat=None, **options):
        """A place on a map."""
        place = {"title": "東京駅", "address": "東京都千代田区丸の内一丁目", "latitude": 35.68, "longitude": 139.77}
        return self._message(user, chat, {"type": "location", **place}, **options)

    def sticker(self, user, chat=None, **options):
        """A sticker."""
        sticker = {"packageId": "446", "stickerId": "1988", "stickerResourceType": "STATIC", "keywords": ["ok"]}
        return self._message(user, chat, {"type": "sticker", **sticker}, **options)

    def unsend(self, event, **options):
        """The sender takes the message of that event back. Its content is gone from now on."""
        self._contents.drop(event["message"]["id"])
        made = self._event("unsend", event["source"], reply=False, **options)
        return {**made, "unsend": {"messageId": event["message"]["id"]}}

    # --- taps

    def postback(self, user, data, chat=None, *, params=None, **options):
        """A tap on a postback button."""
        content = {"data": data, "params": params} if params else {"data": data}
        return {**self._event("postback", self.source(user, chat), reply=True, **options), "postback": content}

    def tap(self, user, action, chat=None, **options):
        """What happens when an action that the bot sent is tapped, if that makes an event at all."""
        if action["type"] == "postback":
            return self.postback(user, action["data"], chat, **options)
        assert action["type"] == "message", f"tapping {action['type']} makes no event"
        return self.text(user, action["text"], chat, **options)

    # --- coming and going

    def follow(self, user, *, unblocked=False, **options):
        """The user adds the bot as a friend, or stops blocking it."""
        self._directory.friends.add(user.id)
        self._directory.blockers.discard(user.id)
        made = self._event("follow", self.source(user), reply=True, **options)
        return {**made, "follow": {"isUnblocked": unblocked}}

    def unfollow(self, user, **options):
        """The user blocks the bot."""
        self._directory.blockers.add(user.id)
        return self._event("unfollow", self.source(user), reply=False, **options)

    def join(self, chat, **options):
        """The bot is invited into a group or room."""
        self._directory.joined.add(chat.id)
        return self._event("join", self.source(None, chat), reply=True, **options)

    def leave(self, chat, **options):
        """The bot is removed from it."""
        self._directory.joined.discard(chat.id)
        return self._event("leave", self.source(None, chat), reply=False, **options)

    def member_joined(self, chat, *users, **options):
        """People come into a group or room."""
        self._directory.members[chat.id].update(user.id for user in users)
        made = self._event("memberJoined", self.source(None, chat), reply=True, **options)
        return {**made, "joined": {"members": [self.source(user) for user in users]}}

    def member_left(self, chat, *users, **options):
        """People leave it."""
        self._directory.members[chat.id].difference_update(user.id for user in users)
        made = self._event("memberLeft", self.source(None, chat), reply=False, **options)
        return {**made, "left": {"members": [self.source(user) for user in users]}}

    # --- the others

    def account_link(self, user, *, ok=True, **options):
        """Only a link that succeeded has a reply token."""
        made = self._event("accountLink", self.source(user), reply=ok, **options)
        return {**made, "link": {"result": "ok" if ok else "failed", "nonce": self._mint.hexadecimal()}}

    def membership(self, user, kind="joined", **options):
        """`kind`: joined, left or renewed."""
        made = self._event("membership", self.source(user), reply=True, **options)
        return {**made, "membership": {"type": kind, "membershipId": 3189}}

    def video_play_complete(self, user, **options):
        """Somebody saw a film to its end."""
        made = self._event("videoPlayComplete", self.source(user), reply=True, **options)
        return {**made, "videoPlayComplete": {"trackingId": "film"}}

    def beacon(self, user, **options):
        """Somebody came near a beacon."""
        made = self._event("beacon", self.source(user), reply=True, **options)
        return {**made, "beacon": {"hwid": "d41d8cd98f", "type": "enter"}}

    def unknown(self, user, kind="somethingNew", **options):
        """A kind of event that nobody has heard of yet."""
        made = self._event(kind, self.source(user), reply=True, **options)
        return {**made, kind: {"since": "tomorrow"}}

    # --- parts

    def source(self, user, chat=None, *, anonymous=False):
        """Where an event comes from."""
        if chat is None:
            return {"type": "user", "userId": user.id}
        place = {"type": chat.kind, f"{chat.kind}Id": chat.id}
        return place if user is None or anonymous else {**place, "userId": user.id}

    def _message(self, user: User, chat: Chat | None, message, *, anonymous=False, **options):
        source = self.source(user, chat, anonymous=anonymous)
        made = self._event("message", source, reply=True, **options)
        message = {"id": self._mint.message(), **message}
        if message["type"] in ("text", "sticker", "image", "video"):
            message["quoteToken"] = self._quote_token(source, message["id"])
        message["markAsReadToken"] = self._mint.token()
        self.readable.add(message["markAsReadToken"])
        if chat is None:
            self._directory.wrote_at[user.id] = self._clock.now()
        return {**made, "message": message}

    def _quote_token(self, source, message_id):
        token = self._mint.token()
        self.quotable[token] = (place_of(source), message_id)
        return token

    def _event(self, kind, source, *, reply, standby=False):
        now = self._clock.milliseconds()
        event_id = self._mint.ulid(now)
        made = {
            "type": kind,
            "mode": "standby" if standby else "active",
            "timestamp": now,
            "source": source,
            "webhookEventId": event_id,
            "deliveryContext": {"isRedelivery": False},
        }
        if reply and not standby:
            made["replyToken"] = self._tokens.issue(place_of(source), event_id)
        return made


def place_of(source):
    """The id of the chat: of the group or room, else of the user."""
    return source.get("groupId") or source.get("roomId") or source["userId"]


def without(event, path):
    """A copy that lacks one field, such as `message.quoteToken`."""
    head, _, rest = path.partition(".")
    if not rest:
        return {key: value for key, value in event.items() if key != head}
    return {**event, head: without(event[head], rest)}


def changed(event, path, value):
    """A copy with another value in one field, such as `mode`."""
    head, _, rest = path.partition(".")
    return {**event, head: changed(event.get(head, {}), rest, value) if rest else value}


def _units(text):
    return len(text.encode("utf-16-le")) // 2
