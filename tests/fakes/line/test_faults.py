"""Ordered faults, as the official client sees them."""

import pytest
from aiohttp import ClientError
from linebot.v3.messaging import ApiException, PushMessageRequest, ReplyMessageRequest, TextMessage

from tests.fakes.line import faults


@pytest.fixture
async def asked(line, hook):
    """A text that waits for its answer."""
    event = line.events.text(line.user(), "x")
    await line.deliver(event)
    return event


def answer(event):
    """To it."""
    return ReplyMessageRequest(replyToken=event["replyToken"], messages=[TextMessage(text="はい")])


async def attempt(sdk, event, **options):
    """The status, or the kind of error, of a reply."""
    try:
        return (await sdk.reply_message_with_http_info(answer(event), **options)).status_code
    except ApiException as error:
        return error.status
    except (ClientError, OSError, TimeoutError, UnicodeDecodeError, ValueError) as error:
        return type(error)


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (faults.RATE_LIMIT, {429}),
        (faults.BROKEN, {500}),
        (faults.Fault("status", status=503), {503}),
        (faults.GARBLED, {UnicodeDecodeError}),
    ],
)
async def test_nothing_was_sent(line, sdk, asked, fault, seen):
    """The call failed, the next works with the same token."""
    line.fail("reply", fault)

    assert {await attempt(sdk, asked)} == seen
    assert [] == line.answers(asked)
    assert 200 == await attempt(sdk, asked)
    assert 2 == len(line.calls("reply"))
    assert line.calls("reply")[0].body == line.calls("reply")[1].body


async def test_reset_before_and_after(line, sdk, asked):
    """The line is cut; whether the message went out, only LINE knows."""
    line.fail("reply", faults.RESET)
    assert issubclass(await attempt(sdk, asked), ClientError | OSError)
    assert [] == line.answers(asked)

    line.fail("reply", faults.RESET_AFTERWARDS)
    assert issubclass(await attempt(sdk, asked), ClientError | OSError)
    assert 1 == len(line.answers(asked))
    assert 400 == await attempt(sdk, asked)


async def test_hanging_before_and_after(line, sdk, asked):
    """The bot gives up waiting."""
    line.fail("reply", faults.hang(5))
    assert TimeoutError is await attempt(sdk, asked, _request_timeout=0.1)
    assert [] == line.answers(asked)

    line.fail("reply", faults.hang(5, carried_out=True))
    assert TimeoutError is await attempt(sdk, asked, _request_timeout=0.1)
    assert 1 == len(line.answers(asked))


async def test_hanging_ends(line, sdk, asked):
    """With an error, if somebody waits long enough."""
    line.fail("reply", faults.hang(0.01))

    assert 500 == await attempt(sdk, asked)


async def test_broken_after_sending(line, sdk, asked):
    """500, and yet it was sent: a reply must not be repeated as a push without knowing."""
    line.fail("reply", faults.BROKEN_AFTERWARDS)

    assert 500 == await attempt(sdk, asked)
    assert 1 == len(line.answers(asked))


async def test_answer_without_ids(line, sdk, asked):
    """200 without `sentMessages`: the official client stumbles although all went well."""
    line.fail("reply", faults.NOTHING_TOLD)

    assert issubclass(await attempt(sdk, asked), ValueError)
    assert 1 == len(line.answers(asked))


async def test_push_that_broke_afterwards_is_known_by_its_key(line, sdk):
    """The repeated request is told that it was accepted."""
    hanako, key = line.user(), "123e4567-e89b-12d3-a456-426614174000"
    request = PushMessageRequest(to=hanako.id, messages=[TextMessage(text="はい")])
    line.fail("push", faults.BROKEN_AFTERWARDS)
    with pytest.raises(ApiException) as first:
        await sdk.push_message(request, x_line_retry_key=key)

    with pytest.raises(ApiException) as second:
        await sdk.push_message(request, x_line_retry_key=key)

    assert [500, 409] == [first.value.status, second.value.status]
    assert 1 == len(line.sent_to(hanako))


async def test_faults_are_counted_by_endpoint(line, sdk, asked):
    """Two for one, none for the other; the rest can be taken back."""
    line.fail("reply", faults.BROKEN, times=2)
    await sdk.get_bot_info()

    assert [500, 500, 200] == [await attempt(sdk, asked) for _ in range(3)]
    line.fail("info", faults.BROKEN)
    line.faults.clear()
    await sdk.get_bot_info()


async def test_what_was_refused_stays_refused(line, sdk, asked):
    """A fault after the fact does not turn a 400 into a 500."""
    line.expire_tokens()
    line.fail("reply", faults.BROKEN_AFTERWARDS)

    assert 400 == await attempt(sdk, asked)
