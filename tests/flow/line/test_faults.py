"""LINE fails, answers late, or takes no more."""

import pytest

from tests.fakes.line import faults
from tests.fakes.line.reading import words

ASKED = "クラウドワークスの契約前です。LINEのIDを教えてください。"


@pytest.fixture
def noted(shared_serve, shared_line):
    """The process, which may complain here, but must get over it."""
    shared_line.webhook_url = f"http://127.0.0.1:{shared_serve.port}/line/webhook"
    yield shared_serve
    shared_serve.settle()
    shared_line.faults.clear()
    shared_line.check()


@pytest.mark.parametrize(
    "fault",
    [faults.RATE_LIMIT, faults.BROKEN, faults.RESET, faults.GARBLED],
    ids=["rate limit", "500", "reset", "garbled"],
)
def test_reply_that_fails_is_tried_again(noted, shared_line, fault):
    """Until LINE takes it, once."""
    user = shared_line.user()
    shared_line.fail("reply", fault, times=2)

    messages = shared_line.ask(user, ASKED, seconds=20)

    assert "先に承認を受ける" in words(messages)
    assert 1 == len(shared_line.sent_to(user))


@pytest.mark.parametrize(
    "fault",
    [faults.RESET_AFTERWARDS, faults.BROKEN_AFTERWARDS, faults.NOTHING_TOLD],
    ids=["reset", "500", "empty 200"],
)
def test_reply_that_arrived_unseen_is_not_said_again(noted, shared_line, fault):
    """LINE had taken it, and only its answer was lost."""
    user = shared_line.user()
    shared_line.fail("reply", fault)

    shared_line.ask(user, ASKED, seconds=20)
    noted.settle()

    assert 1 == len(shared_line.sent_to(user))


@pytest.mark.parametrize("fault", [faults.BROKEN, faults.RESET, faults.RATE_LIMIT])
def test_animation_and_read_mark_may_fail(noted, shared_line, fault):
    """The answer comes all the same."""
    shared_line.fail("loading", fault)
    shared_line.fail("mark as read", fault)

    assert shared_line.ask(shared_line.user(), ASKED)


def test_expired_token_costs_that_answer_alone(noted, shared_line):
    """Without leave to push nothing is sent, nothing repeated, and the next message goes on with the case."""
    user = shared_line.user()
    event = shared_line.events.text(user, ASKED)
    shared_line.expire_tokens()

    shared_line.deliver(event)
    noted.settle()
    messages = shared_line.ask(user, "もっと丁寧に")

    assert "（柔らかめ）" in words(messages)
    assert [] == shared_line.calls("push")
    assert 1 == len(shared_line.sent_to(user))


def test_other_people_do_not_wait_for_one_failure(noted, shared_line):
    """One reply fails again and again; the others are answered meanwhile."""
    unlucky = shared_line.events.text(shared_line.user(), ASKED)
    shared_line.fail("reply", faults.BROKEN, times=3)
    shared_line.deliver(unlucky)
    others = [shared_line.events.text(shared_line.user(), ASKED) for _ in range(5)]

    shared_line.deliver(*others)

    assert all(shared_line.answered(event, seconds=20) for event in (*others, unlucky))


def test_push_where_it_is_allowed(own):
    """A token that is gone costs a push, with a retry key, once; over the quota nothing, and no alarm without end."""
    line, serve = own(KOTOWARI_LINE_PUSH="true")
    first, second = line.user(), line.user()
    event = line.events.text(first, ASKED)
    line.expire_tokens()

    line.fail("push", faults.BROKEN_AFTERWARDS)
    line.deliver(event)
    line.wait_for(lambda inside: inside.sent_to(first), seconds=20)
    serve.settle()

    assert ["push"] == [sent.how for sent in line.sent_to(first)]
    assert all("x-line-retry-key" in call.headers for call in line.calls("push"))

    line.run(lambda inside: setattr(inside.messaging.quota, "limit", 0))
    event = line.events.text(second, ASKED)
    line.expire_tokens()
    line.deliver(event)
    serve.settle()
    assert [] == line.sent_to(second)
