"""Nothing that anybody wrote is kept, and what is kept is erased on LINE's word or the person's."""

import pytest

from tests.fakes.line.reading import words

OPENING = "クラウドワークスで契約前です。電話番号を教えてください。"


def cases(serve):
    """How many cases are kept."""
    ((count,),) = serve.rows("SELECT count(*) FROM conversations")
    return count


def erased(line, serve, event):
    """How many cases are fewer after the event."""
    before = cases(serve)
    assert 200 == line.deliver(event).status
    serve.settle()
    return before - cases(serve)


def test_no_words_in_any_file(line, serve):
    """Not in the database, its write-ahead file or the log: of messages, edits, taps, files, or unaddressed talk."""
    canaries = [f"kanaria{number}の秘密" for number in range(6)]
    user = line.user("鳥飼かな子")
    group = line.group(user)
    first = line.events.text(user, f"ことわり {canaries[0]}さんの依頼です。{OPENING}", group)

    line.ask(user, f"{canaries[1]}株式会社です。{OPENING}")
    line.answer_to(first)
    line.answer_to(line.events.edited(first, f"ことわり {canaries[2]} 住所を教えてください。"))
    line.deliver(line.events.text(user, f"{canaries[3]}ってどう思う？", group))
    line.answer_to(line.events.postback(user, canaries[4]))
    line.ask(user, canaries[5])
    serve.settle()

    letters = ("このたびは", "Thank you for")
    assert [] == serve.traces(*canaries, *letters, "鳥飼", "電話番号を教えて")


def test_no_ids_in_any_file(line, serve):
    """Neither of people nor of groups, events, messages or tokens; the secrets stay in the environment."""
    user = line.user()
    group = line.group(user)
    event = line.events.text(user, f"ことわり {OPENING}", group)
    line.answer_to(event)
    serve.settle()

    message = event["message"]
    ids = (user.id, group.id, event["webhookEventId"], event["replyToken"], message["id"], message["quoteToken"])
    assert [] == serve.traces(*ids, line.secret, line.access_token)


def test_unaddressed_messages_leave_no_row(line, serve):
    """Not even the keyed hash of their event."""
    user = line.user()
    group = line.group(user)
    rows = serve.rows("SELECT count(*) FROM inbox")

    line.deliver(*(line.events.text(user, f"{OPENING}{number}", group) for number in range(5)))
    line.deliver(line.events.media(user, "image", group), line.events.sticker(user, group))

    assert rows == serve.rows("SELECT count(*) FROM inbox")


def test_blocking_erases_the_person(line, serve):
    """In private and in every group, and nobody else."""
    anna, ben = line.user(), line.user()
    group = line.group(anna, ben)
    for user in (anna, ben):
        line.ask(user, OPENING)
        line.ask(user, f"ことわり {OPENING}", group)

    assert 2 == erased(line, serve, line.events.unfollow(anna))
    assert "（柔らかめ）" in words(line.ask(ben, "もっと丁寧に"))


def test_leaving_a_group_erases_its_cases(line, serve):
    """Those of all members there; their own in private stay."""
    people = [line.user() for _ in range(3)]
    group, other = line.group(*people), line.group(*people)
    for user in people:
        line.ask(user, f"ことわり {OPENING}", group)
    line.ask(people[0], f"ことわり {OPENING}", other)
    line.ask(people[0], OPENING)

    assert 3 == erased(line, serve, line.events.leave(group))
    assert "（柔らかめ）" in words(line.ask(people[0], "もっと丁寧に"))
    assert "（柔らかめ）" in words(line.ask(people[0], "ことわり もっと丁寧に", other))


def test_member_who_leaves_is_erased_there(line, serve):
    """And the others stay."""
    anna, ben = line.user(), line.user()
    group = line.group(anna, ben)
    for user in (anna, ben):
        line.ask(user, f"ことわり {OPENING}", group)

    assert 1 == erased(line, serve, line.events.member_left(group, anna))
    assert "（柔らかめ）" in words(line.ask(ben, "ことわり もっと丁寧に", group))


@pytest.mark.parametrize("standby", [False, True])
def test_unsending_erases_the_case(line, serve, standby):
    """Also while another module has the channel."""
    user = line.user()
    event = line.events.text(user, OPENING)
    line.answer_to(event)

    assert 1 == erased(line, serve, line.events.unsend(event, standby=standby))


def test_message_taken_back_before_its_turn_is_not_answered(line, serve):
    """One webhook brings both, and what was taken back is not judged any more."""
    user = line.user()
    event = line.events.text(user, OPENING)

    line.deliver(event, line.events.unsend(event), line.events.text(user, "使い方"))
    line.wait_for(lambda inside: inside.sent_to(user))
    serve.settle()

    assert [] == line.answers(event)
    assert 1 == len(line.sent_to(user))
