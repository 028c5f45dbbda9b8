"""The loopback LINE in a thread, used from a test that is not asynchronous."""

import json
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.fakes.line import faults
from tests.fakes.line.thread import LineInThread


def call(line, method, path, body=None):
    """One request as a bot in another process makes it."""
    data = json.dumps(body).encode() if body is not None else None
    headers = {"authorization": f"Bearer {line.access_token}", "content-type": "application/json"}
    request = urllib.request.Request(line.url + path, data, headers, method=method)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=10) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


@pytest.fixture
def bot(line_in_thread):
    """A bot without any async: it answers from its webhook."""
    line = line_in_thread

    class Webhook(BaseHTTPRequestHandler):
        def do_POST(self):
            events = json.loads(self.rfile.read(int(self.headers["content-length"])))["events"]
            for event in events:
                message = {"type": "text", "text": event["message"]["text"]}
                body = {"replyToken": event["replyToken"], "messages": [message]}
                call(line, "POST", "/v2/bot/message/reply", body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            """Silent."""

    server = HTTPServer(("127.0.0.1", 0), Webhook)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    line.webhook_url = f"http://127.0.0.1:{server.server_port}/line/webhook"
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def test_conversation_without_async(line_in_thread, bot):
    """People, groups, questions, answers, records: all as in the loop."""
    hanako = line_in_thread.user()
    group = line_in_thread.group(hanako)

    assert [{"type": "text", "text": "教えていい？"}] == line_in_thread.ask(hanako, "教えていい？")
    assert [{"type": "text", "text": "ここで"}] == line_in_thread.ask(hanako, "ここで", group)
    assert ["ここで"] == [message["text"] for message in line_in_thread.messages_to(group)]
    assert [200, 200] == [one.status for one in line_in_thread.records.deliveries]
    assert 2 == len(line_in_thread.calls("reply"))


def test_parts_are_reached_too(line_in_thread, bot):
    """Events, webhooks, clock, limits, faults: read and set."""
    line = line_in_thread
    event = line.events.text(line.user(), "x")
    line.fail("reply", faults.BROKEN)
    line.deliver(event)
    assert [event] == line.unanswered([event])

    line.webhooks.redeliver(event)
    assert [] == line.unanswered([event])
    assert ({}, {}) == line.ledger([event])
    line.messaging.quota.limit = 0
    assert 0 == line.messaging.quota.limit
    before = line.clock.now()
    line.clock.advance(3600)
    assert 3600 <= line.clock.now() - before
    line.webhooks.redelivery.on = True
    assert line.run(lambda inside: inside.webhooks.redelivery.on)
    assert line.schema_checked == line.run(lambda inside: inside.schemas.available)


def test_records_are_copies(line_in_thread, bot):
    """What a test does with a list changes nothing."""
    line_in_thread.ask(line_in_thread.user(), "x")

    line_in_thread.records.calls.clear()

    assert 1 == len(line_in_thread.records.calls)


def test_conditions_use_the_line_they_get(line_in_thread, bot):
    """The one outside would wait for itself; that is said instead."""
    line = line_in_thread
    hanako = line.user()
    line.deliver(line.events.text(hanako, "x"), line.events.text(hanako, "y"))

    line.wait_for(lambda inside: 2 == len(inside.sent_to(hanako)))
    with pytest.raises(AssertionError, match="wait for ever"):
        line.wait_for(lambda _: line.sent_to(hanako))


def test_violations_fail_the_test(line_in_thread):
    """As in the loop, until they are forgiven."""
    status, told = call(line_in_thread, "POST", "/v2/bot/message/push", {"to": "U0", "messages": []})

    assert (400, "messages") == (status, told["details"][0]["property"])
    with pytest.raises(AssertionError, match="LINE would refuse"):
        line_in_thread.check()
    assert line_in_thread.forgive()
    line_in_thread.check()


def test_mistakes_of_the_test_come_back_to_it(line_in_thread):
    """An error in the server's thread is raised here."""
    with pytest.raises(AttributeError):
        line_in_thread.no_such_thing()
    with pytest.raises(AssertionError, match="did not happen"):
        line_in_thread.answered(line_in_thread.events.text(line_in_thread.user(), "x"), seconds=0.01)


def test_nothing_is_left_behind():
    """The thread ends, and the port is free."""
    with LineInThread() as line:
        assert (200, line.bot_id) == (call(line, "GET", "/v2/bot/info")[0], line.bot_id)
        url = line.url

    assert "loopback LINE" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(OSError, match="refused"):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=1)
