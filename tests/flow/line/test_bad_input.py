"""What is not LINE, or not as LINE writes it."""

import json
import socket
import time

import pytest

from tests.fakes.line.delivery import sign
from tests.fakes.line.events import changed, without

ASKED = "クラウドワークスの契約前です。LINEのIDを教えてください。"

MEBIBYTE = 1024 * 1024


@pytest.fixture
def noted(shared_serve, shared_line):
    """The process, which may warn of what was done to it, but of nothing worse."""
    shared_line.webhook_url = f"http://127.0.0.1:{shared_serve.port}/line/webhook"
    before = len(shared_serve.log)
    yield shared_serve
    lines = shared_serve.log[before:]
    assert [] == [each for each in lines if each["level"] == "error"]
    shared_line.check()


@pytest.mark.parametrize(
    ("signature", "status"),
    [
        (None, 401),
        ("", 401),
        ("AAAA", 400),
        ("x" * 5000, 400),
        ("あ", 400),
        (sign(b"another body", "channel-secret"), 400),
        (sign(b'{"events":[]}', "another secret"), 400),
    ],
)
def test_forged_signature(noted, shared_line, signature, status):
    """No work for whoever does not know the secret."""
    before = noted.rows("SELECT count(*) FROM inbox")
    body = shared_line.webhooks.body_of([shared_line.events.text(shared_line.user(), ASKED)])
    given = None if signature is None else signature.encode().decode("latin-1")

    assert status == shared_line.webhooks.deliver_raw(body, signature=given).status
    assert before == noted.rows("SELECT count(*) FROM inbox")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b'{"destination":"U1","events":[{"type":"mess', 400),
        (b"\xff\xfe", 400),
        (b"[]", 400),
        (b"null", 400),
        (b"{}", 400),
        (b'{"events":{}}', 400),
        (b'{"events":null}', 400),
        (b"[" * 100_000, 400),
        (b'{"events":[]}', 200),
        (b'{"events":[null,5,"x",[],{},{"type":"message"},{"type":null}]}', 200),
    ],
)
def test_signed_but_not_usable(noted, shared_line, body, status):
    """Truncated, nested, of another shape, or without anything in it."""
    assert status == shared_line.webhooks.deliver_raw(body).status


@pytest.mark.parametrize(("size", "status"), [(MEBIBYTE, 400), (MEBIBYTE + 1, 413), (2 * MEBIBYTE, 413)])
def test_long_bodies(noted, shared_line, size, status):
    """Up to 1 MiB is read, and found to be no JSON; more is not."""
    assert status == shared_line.webhooks.deliver_raw(b"x" * size).status


def test_long_body_that_does_not_say_so(noted, shared_line):
    """Sent in pieces without a length."""
    body = b"x" * (2 * MEBIBYTE)
    with socket.create_connection(("127.0.0.1", noted.port), timeout=10) as client:
        head = f"POST /line/webhook HTTP/1.1\r\nHost: x\r\nx-line-signature: {sign(body, 'channel-secret')}\r\n"
        client.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        try:
            for start in range(0, len(body), 65536):
                piece = body[start : start + 65536]
                client.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            client.sendall(b"0\r\n\r\n")
        except OSError:
            pass  # it was told off before the end
        assert b" 413 " in client.recv(64)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("mode", "observing"),
        ("mode", 5),
        ("webhookEventId", None),
        ("webhookEventId", ""),
        ("source", None),
        ("source", {"type": "moon", "userId": "U1"}),
        ("source.userId", None),
        ("source.userId", "あ"),
        ("message", None),
        ("message.text", None),
        ("message.id", {"a": 1}),
        ("type", "somethingNew"),
        ("replyToken", None),
    ],
)
def test_bad_event_does_not_cost_its_neighbours(noted, shared_line, path, value):
    """The good ones before and behind it are answered."""
    people = [shared_line.user() for _ in range(3)]
    first, bad, last = (shared_line.events.text(user, ASKED) for user in people)

    assert 200 == shared_line.deliver(first, changed(bad, path, value), last).status

    assert shared_line.answered(first)
    assert shared_line.answered(last)
    assert [] == shared_line.answers(bad)
    noted.settle()


@pytest.mark.parametrize(
    "path", ["message.quoteToken", "message.markAsReadToken", "timestamp", "deliveryContext", "mode"]
)
def test_event_that_lacks_what_can_be_missed(noted, shared_line, path):
    """Is answered all the same."""
    event = without(shared_line.events.text(shared_line.user(), ASKED), path)

    assert shared_line.answer_to(event)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "。。。",
        "e" + "\u0301" * 4000,
        "ﷺ" * 2000,
        "\u202e\u0000\u0007",
        "x" * 10_001,
        "お" * 100_000,
        "👩‍💻" * 3000,
    ],
    ids=["nothing", "space", "marks", "accents", "ligatures", "controls", "long", "very long", "pictures"],
)
def test_odd_text_is_answered(noted, shared_line, text):
    """Each with a few plain words."""
    assert shared_line.ask(shared_line.user(), text)


def test_half_of_a_letter(noted, shared_line):
    """JSON may hold what UTF-8 may not."""
    user = shared_line.user()
    event = shared_line.events.text(user, "?")
    body = shared_line.webhooks.body_of([event]).replace(b'"text": "?"', rb'"text": "LINE \ud83d ID"')
    shared_line.run(lambda inside: inside.tokens.sent(event["replyToken"], redelivered=False))

    assert 200 == shared_line.webhooks.deliver_raw(body).status
    assert shared_line.answered(event)


def test_slow_clients_do_not_hold_others_up(noted, shared_line):
    """Fifty that send a byte and wait; a webhook among them is taken as fast as ever."""
    slow = []
    try:
        for _ in range(50):
            client = socket.create_connection(("127.0.0.1", noted.port), timeout=10)
            client.sendall(
                b"POST /line/webhook HTTP/1.1\r\nHost: x\r\nx-line-signature: a\r\nContent-Length: 99\r\n\r\n{"
            )
            slow.append(client)
        began = time.monotonic()
        assert shared_line.ask(shared_line.user(), ASKED)
        assert time.monotonic() - began < 2
    finally:
        for client in slow:
            client.close()


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("GET /line/webhook", 405),
        ("PUT /line/webhook", 405),
        ("POST /", 404),
        ("POST /line/webhook/", 404),
        ("GET /../etc/passwd", 404),
        ("GET /healthz", 200),
        ("GET /readyz", 200),
        ("GET /metrics", 200),
    ],
)
def test_other_doors(noted, request_line, status):
    """There are four, and no more."""
    with socket.create_connection(("127.0.0.1", noted.port), timeout=10) as client:
        client.sendall(f"{request_line} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while piece := client.recv(65536):
            answer += piece

    assert f" {status} ".encode() in answer.splitlines()[0]


def test_metrics_count_and_tell_nothing(noted, shared_line):
    """Numbers, and nobody's words or ids."""
    user = shared_line.user()
    shared_line.ask(user, ASKED)
    with socket.create_connection(("127.0.0.1", noted.port), timeout=10) as client:
        client.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = b""
        while piece := client.recv(65536):
            answer += piece

    text = answer.decode()
    assert "kotowari_line" in text
    assert user.id not in text
    assert "LINEのID" not in text
    assert json.dumps("LINEのID")[1:-1] not in text
