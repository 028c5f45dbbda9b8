"""Messages outside interactions, with the real client: what the bot sees, what it may send, and where."""

import io

import discord
import pytest

from tests.fakes.discord.permissions import ATTACH_FILES, EMBED_LINKS, READ_MESSAGE_HISTORY, SEND_MESSAGES, VIEW_CHANNEL
from tests.fakes.discord.reading import words
from tests.fakes.discord.trial import make_client, running, sent_by


@pytest.fixture
async def place(loopback, client):
    """Hanako in a server that the client knows."""
    channel = loopback.channel(loopback.guild())
    await loopback.until(lambda: client.get_channel(int(channel.id)))
    return loopback.user(), channel


@pytest.fixture
def seen(client):
    """What people wrote, as the client sees it."""
    found = []

    @client.event
    async def on_message(message):
        if message.author.id != client.user.id:
            found.append(message)

    return found


async def test_content_that_shows(loopback, client, place, seen):
    """Only where the bot is named, in direct messages, and in replies with a ping to its ordinary messages."""
    hanako, channel = place
    assert await sent_by(client, channel, "こんにちは") is None
    [ours] = loopback.sent_to(channel)
    answer = loopback.say(hanako, "何か", channel)
    answer.answers = None

    loopback.say(hanako, "秘密の話", channel, attachments=[loopback.attachment("a.png", b"x", "image/png")])
    loopback.say(hanako, f"{loopback.mention} 電話番号は？", channel)
    loopback.say(hanako, "返事", channel, replies_to=ours)
    loopback.say(hanako, "鳴らさない返事", channel, replies_to=ours, ping=False)
    loopback.say(hanako, "人への返事", channel, replies_to=answer)
    loopback.say(hanako, "直接", loopback.dm(hanako))
    await loopback.until(lambda: len(seen) == 7)

    shown = ["", "", f"{loopback.mention} 電話番号は？", "返事", "", "", "直接"]
    assert shown == [one.content for one in seen]
    assert [] == seen[1].attachments
    assert [False, False, True, True, False, False, False] == [client.user in one.mentions for one in seen]
    assert "こんにちは" == seen[3].reference.resolved.content
    assert "" == seen[5].reference.resolved.content
    assert [] == client.errors


async def test_reply_to_the_answer_of_an_interaction(loopback, client, place, seen):
    """Does not call the bot, so its content stays hidden."""

    @client.tree.command(description="聞く")
    async def ask(interaction: discord.Interaction):
        await interaction.response.send_message("断れます")

    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1]))
    loopback.say(place[0], "本当に？", place[1], replies_to=answer)
    await loopback.until(lambda: seen)

    assert "" == seen[0].content


async def test_content_with_the_intent(loopback):
    """Everything shows where it is switched on and asked for."""
    intents = discord.Intents(guilds=True, guild_messages=True, message_content=True)
    loopback.gateway.allowed_intents = intents.value
    found = []
    client = make_client(intents=intents)

    @client.event
    async def on_message(message):
        found.append(message.content)

    async with running(loopback, client):
        loopback.say(loopback.user(), "秘密の話", loopback.channel(loopback.guild()))
        await loopback.until(lambda: found)
    assert ["秘密の話"] == found


async def test_events_that_were_not_asked_for(loopback):
    """Without the intents for messages there are none."""
    async with running(loopback, make_client(intents=discord.Intents(guilds=True))):
        hanako = loopback.user()
        loopback.say(hanako, f"{loopback.mention} はい", loopback.channel(loopback.guild()))
        loopback.say(hanako, "直接", loopback.dm(hanako))
        [session] = loopback.gateway.connected()
        assert not [one for one in session.sent if one["t"].startswith("MESSAGE")]


async def test_channel_that_the_bot_cannot_see(loopback, client, place, seen):
    """Nothing is told of it."""
    secret = loopback.channel(place[1].guild, "secret")
    loopback.permit(secret, place[1].guild, deny=VIEW_CHANNEL)
    loopback.say(place[0], f"{loopback.mention} 内緒", secret)
    loopback.say(place[0], f"{loopback.mention} 公開", place[1])
    await loopback.until(lambda: seen)

    assert [f"{loopback.mention} 公開"] == [one.content for one in seen]


async def test_reply_and_typing(loopback, client, place, seen):
    """The bot types, then replies; both can be waited for."""

    @client.event
    async def on_message(message):
        if message.author.id != client.user.id:
            async with message.channel.typing():
                await message.reply("断れます", mention_author=False)

    asked = loopback.say(place[0], f"{loopback.mention} 電話番号", place[1])
    reply = await loopback.replied(asked)

    assert ("断れます", asked) == (words(reply), reply.replies_to)
    assert set() == reply.pings
    assert [place[1]] == loopback.records.typing
    assert [reply] == loopback.replies(asked)


@pytest.mark.parametrize(
    ("allowed", "pings"),
    [
        (None, {"everyone", "taro", "hanako"}),
        (discord.AllowedMentions.none(), set()),
        (discord.AllowedMentions(everyone=False, users=True, replied_user=False), {"taro"}),
        (discord.AllowedMentions(everyone=True, users=False, replied_user=True), {"everyone", "hanako"}),
    ],
)
async def test_pings(loopback, client, place, allowed, pings):
    """What a client wrote is quoted without waking anybody, if the bot says so."""
    taro = loopback.user("太郎")
    asked = loopback.say(place[0], "x", place[1])
    channel = client.get_channel(int(place[1].id))
    reference = channel.get_partial_message(int(asked.id))
    await channel.send(f"@everyone {taro.mention}", reference=reference, allowed_mentions=allowed)

    names = {taro.id: "taro", place[0].id: "hanako"}
    assert pings == {names.get(one, one) for one in loopback.sent_to(place[1])[0].pings}


@pytest.mark.parametrize(("denied", "code"), [(0, None), (SEND_MESSAGES, 50013), (VIEW_CHANNEL, 50001)])
async def test_permissions_to_send(loopback, client, place, denied, code):
    """Of everybody in the channel; the role of the bot may have more."""
    loopback.permit(place[1], place[1].guild, deny=denied)
    assert code == await sent_by(client, place[1], "x")
    assert (1 if code else 0) == loopback.rates.invalid_calls

    role = next(iter(place[1].guild.roles.values()))
    loopback.permit(place[1], role, allow=SEND_MESSAGES | VIEW_CHANNEL)
    assert await sent_by(client, place[1], "x") is None


async def test_permissions_for_files_embeds_and_replies(loopback, client, place):
    """Files and replies are refused, embeds vanish."""
    loopback.permit(place[1], place[1].guild, deny=ATTACH_FILES | EMBED_LINKS | READ_MESSAGE_HISTORY)
    reference = discord.MessageReference(message_id=1, channel_id=int(place[1].id))

    assert 50013 == await sent_by(client, place[1], file=discord.File(io.BytesIO(b"x"), "x.txt"))
    assert 160002 == await sent_by(client, place[1], "x", reference=reference)
    assert await sent_by(client, place[1], "x", embed=discord.Embed(title="t")) is None
    assert [] == loopback.sent_to(place[1])[0].embeds


async def test_reply_to_what_is_gone(loopback, client, place):
    """Refused, or sent without the reference if the bot says so. Not a mistake of the bot."""
    asked = loopback.say(place[0], "x", place[1])
    loopback.events.delete(asked)
    strict = discord.MessageReference(message_id=int(asked.id), channel_id=int(place[1].id))
    mild = discord.MessageReference(message_id=int(asked.id), channel_id=int(place[1].id), fail_if_not_exists=False)

    assert 50035 == await sent_by(client, place[1], "x", reference=strict)
    assert await sent_by(client, place[1], "x", reference=mild) is None


async def test_other_places(loopback, client, place):
    """Servers that the bot left, channels that do not exist, conversations of others, people who shut their door."""
    gone = loopback.guild()
    loopback.events.removed(gone)
    assert 50001 == await sent_by(client, loopback.channel(gone), "x")
    assert 50001 == await sent_by(client, loopback.private(place[0], loopback.user()), "x")
    loopback.events.channel_removed(place[1])
    assert 10003 == await sent_by(client, place[1], "x")

    user = await client.fetch_user(int(place[0].id))
    await user.send("届く")
    place[0].takes_dms = False
    with pytest.raises(discord.Forbidden) as caught:
        await user.send("届かない")
    assert 50007 == caught.value.code
    assert ["届く"] == [words(one) for one in loopback.sent_to(loopback.dm(place[0]))]


@pytest.mark.parametrize(("nonce", "there"), [("1.0", 1), (None, 2)])
async def test_message_that_is_sent_twice(loopback, client, place, nonce, there):
    """With one nonce it is one message, and the same is told of it both times."""
    channel = client.get_channel(int(place[1].id))

    first, second = [await channel.send("同じ", nonce=nonce) for _ in range(2)]

    assert there == len(loopback.sent_to(place[1])) == len({first.id, second.id})
