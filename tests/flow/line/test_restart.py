"""The process is stopped, or killed, and started again."""

import asyncio
import random
import time

from tests.fakes.line.delivery import shuffled
from tests.fakes.line.reading import quick_replies, words

OPENING = "クラウドワークスで契約前です。電話番号を教えてください。"
CANARY = "ひみつの合言葉kanaria"
EVENTS, KILLS = 500, 3


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


async def _begin(inside, part):
    """Start to send, and do not wait for it."""
    return [asyncio.ensure_future(inside.webhooks.deliver_all(part))]
