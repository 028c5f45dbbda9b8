"""The process is stopped, or killed, and started again."""

import asyncio
import random
import time

from storage import records
from storage.sealing import Keyring, context, decode_key
from tests.fakes.line import faults
from tests.fakes.line.delivery import shuffled
from tests.fakes.line.reading import quick_replies, words

OPENING = "クラウドワークスで契約前です。電話番号を教えてください。"
CANARY = "ひみつの合言葉kanaria"
EVENTS, KILLS = 500, 3
PEOPLE = 24


def test_told_to_stop_in_the_middle(own):
    """What was taken is answered by this process or the next, and conversations go on: by words and by older buttons."""
    line, serve = own()
    line.run(lambda inside: setattr(inside.webhooks.redelivery, "on", True))
    user = line.user()
    buttons = quick_replies(line.ask(user, OPENING))
    events = [line.events.text(line.user(), OPENING) for _ in range(60)]
    flood = line.run(lambda inside: _begin(inside, [[event] for event in events]))
    time.sleep(0.1)

    serve.stop()
    serve.start()

    line.run(lambda _: flood[0])
    line.run(lambda inside: inside.webhooks.settled(240))
    line.wait_for(lambda inside: not inside.unanswered(events), seconds=240)
    assert ({}, {}) == line.ledger(events)
    tapped = next(one for one in buttons if one["label"] == "もっと丁寧に")
    assert "（柔らかめ）" in words(line.tap(user, tapped))
    assert "範囲を絞れば" in words(line.ask(user, "承認されました"))
    assert [] == serve.complaints()


def test_kill_at_any_moment(own):
    """Every event is answered, none twice, and no text is left in any file, whenever the power goes.

    The stream is what a bad day of LINE's looks like: disorder, duplicates, and events sent again that were not taken.
    """
    chance = random.Random(20261124)
    line, serve = own(KOTOWARI_LINE_PUSH="true")
    line.run(lambda inside: setattr(inside.messaging.quota, "limit", None))
    line.run(lambda inside: setattr(inside.webhooks.redelivery, "on", True))
    events = [
        line.events.text(line.user(), f"{CANARY}{number} {OPENING}" if number % 3 else f"{CANARY}{number}")
        for number in range(EVENTS)
    ]
    batches = shuffled(events, seed=7, duplicates=0.1)
    share = -(-len(batches) // (KILLS + 1))
    interrupted = 0

    for start in range(0, len(batches), share):
        part = batches[start : start + share]
        flood = line.run(lambda inside, part=part: _begin(inside, part))
        time.sleep(chance.uniform(0.0, 0.8))
        if start + share < len(batches):
            serve.kill()
            interrupted += len(serve.rows("SELECT key FROM inbox WHERE payload IS NOT NULL"))
            assert [] == serve.traces(CANARY)
            serve.start()
        line.run(lambda _, flood=flood: flood[0])
    line.run(lambda inside: inside.webhooks.settled(240))
    line.wait_for(lambda inside: not inside.ledger(events)[0], seconds=240, what="an answer to every event")
    serve.settle()

    assert ({}, {}) == line.ledger(events)
    assert interrupted > 0, "no kill came in the middle of anything"
    assert [] == serve.traces(CANARY, OPENING)
    serve.stop()
    assert [] == serve.traces(CANARY, OPENING)
    assert [(EVENTS,)] == serve.rows("SELECT count(*) FROM inbox")


def test_kill_between_events_of_one_person(own):
    """Answers typed as numbers, and wishes that move a letter on, count once each, whenever the power goes."""
    talk = (OPENING, "1", "1", "もっと丁寧に", "もっと丁寧に")
    line, serve = own()
    line.run(lambda inside: setattr(inside.webhooks.redelivery, "on", True))
    calm = line.user()
    for said in talk:
        line.ask(calm, said)
    serve.settle()
    serve.stop()
    [expected] = _kept(serve)
    serve.start()
    # The answer waits a while for its animation, so that many events have changed their case and not been answered.
    line.fail("loading", faults.hang(0.3), times=5_000)

    chance, events = random.Random(20261125), []
    for _ in range(KILLS):
        people = [line.user() for _ in range(PEOPLE)]
        talks = [[line.events.text(person, said) for said in talk] for person in people]
        flood = line.run(lambda inside, talks=talks: _begin(inside, talks))
        events += [event for each in talks for event in each]
        left = chance.uniform(0.2, 0.9) * PEOPLE * len(talk)
        line.wait_for(lambda inside, left=left, events=events: len(inside.unanswered(events)) < left, seconds=60)
        serve.kill()
        serve.start()
        line.run(lambda _, flood=flood: flood[0])
        line.wait_for(lambda inside, events=events: not inside.unanswered(events), seconds=60)
    line.run(lambda inside: inside.webhooks.settled(60))
    serve.settle()
    serve.stop()

    assert ({}, {}) == line.ledger(events)
    kept = _kept(serve)
    assert 1 + KILLS * PEOPLE == len(kept)
    assert [] == [one for one in kept if one != expected]


def _kept(serve):
    """All cases, without what differs from person to person."""
    keys = Keyring([decode_key((serve.folder / "key").read_text())])
    rows = serve.rows("SELECT key, person, expires_at, sealed FROM conversations")
    return [
        records.from_bytes(keys.unseal(sealed, context("conversations", *found_by), where="here"))
        for *found_by, sealed in rows
    ]


async def _begin(inside, part):
    """Start to send, and do not wait for it."""
    return [asyncio.ensure_future(inside.webhooks.deliver_all(part))]
