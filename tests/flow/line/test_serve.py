"""The command itself: how it starts, what it tells of itself, and how it ends."""

import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.flow.conftest import ROOT
from tests.flow.line.conftest import Serve

QUESTION = "クラウドワークスで契約前に、LINEのIDを教えてほしいと言われました。"


def get(serve, path):
    """Status and text of a page."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{serve.port}{path}", timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def run(environment):
    """Run the command to its end."""
    command = [sys.executable, "-m", "bot", "serve"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("secret", "token", "told"),
    [
        ("", "", "kotowari serve: no platform is set up"),
        ("0123456789", "", "KOTOWARI_LINE_CHANNEL_TOKEN: not set"),
        ("", "0123456789", "KOTOWARI_LINE_CHANNEL_SECRET: not set"),
    ],
)
def test_without_a_platform_there_is_nothing_to_serve(tmp_path, shared_line, secret, token, told):
    """One line for each problem, exit code 2, and nothing is made."""
    serve = Serve(tmp_path / "data", shared_line)
    given = {"KOTOWARI_LINE_CHANNEL_SECRET": secret, "KOTOWARI_LINE_CHANNEL_TOKEN": token}
    done = run(serve.environment | given)

    assert (2, 1) == (done.returncode, done.stderr.count("\n"))
    assert told in done.stderr
    assert [] == list(serve.folder.iterdir())


def test_all_unusable_settings_are_told_at_once(tmp_path, shared_line):
    """As every command does."""
    serve = Serve(tmp_path / "data", shared_line, KOTOWARI_PORT="many", KOTOWARI_LINE_PUSH="perhaps")
    done = run(serve.environment)

    assert (2, 2) == (done.returncode, done.stderr.count("\n"))


def test_port_that_is_taken_is_told(tmp_path, shared_line):
    """In one line, with the remedy; the database is left in good order."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        serve = Serve(tmp_path / "data", shared_line, KOTOWARI_PORT=str(taken.getsockname()[1]))
        done = run(serve.environment)

    assert (2, 1) == (done.returncode, done.stderr.count("\n"))
    assert "choose another port" in done.stderr
    assert not list(serve.folder.glob("*-wal"))


def test_health_and_readiness(serve, line):
    """Both well, while it serves."""
    assert (200, "alive\n") == get(serve, "/healthz")
    assert (200, "ready\n") == get(serve, "/readyz")
    assert 404 == get(serve, "/")[0]
    assert 405 == get(serve, "/line/webhook")[0]


def test_store_that_cannot_be_written_is_not_ready(own):
    """Alive all the same; ready again when it can."""
    _, serve = own()
    other = sqlite3.connect(serve.folder / "kotowari.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    locked = get(serve, "/readyz")
    alive = get(serve, "/healthz")
    other.execute("ROLLBACK")
    other.close()

    assert (503, "store: cannot be written\n") == locked
    assert 200 == alive[0]
    end = time.monotonic() + 10
    while get(serve, "/readyz")[0] != 200:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_metrics_count_and_tell_of_nobody(serve, line):
    """Counters go up with an answer; no id, text or token is among them."""

    def value(name):
        return float(re.search(rf"^{re.escape(name)} (\S+)$", get(serve, "/metrics")[1], re.MULTILINE)[1])

    line.ask(line.user(), QUESTION)
    serve.settle()
    before = value("kotowari_line_answer_seconds_count")
    user = line.user("タナカ")
    event = line.events.text(user, QUESTION)
    line.answer_to(event)
    serve.settle()
    page = get(serve, "/metrics")[1]

    assert before + 1 == value("kotowari_line_answer_seconds_count")
    assert 0 == value("kotowari_line_waiting")
    assert value('kotowari_line_webhooks_total{status="200"}') >= 2
    assert value('kotowari_line_events_total{outcome="answered"}') >= 2
    for word in (
        user.id,
        "タナカ",
        event["replyToken"],
        event["webhookEventId"],
        line.access_token,
        line.secret,
        "LINEのID",
    ):
        assert word not in page


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_in_good_order(own, signum):
    """Exit code 0, what was taken is answered, and no file is left open."""
    line, serve = own()
    events = [line.events.text(line.user(), QUESTION) for _ in range(30)]
    line.deliver(*events)
    serve.process.send_signal(signum)

    assert 0 == serve.process.wait(timeout=30)
    assert ["server_stopping", "server_stopped"] == [
        each["event"] for each in serve.log if "server_sto" in each["event"]
    ]
    assert [] == serve.complaints()
    assert ["kotowari.db", "key"] == sorted((path.name for path in serve.folder.iterdir()), reverse=True)
    serve.start()
    serve.settle()
    assert ({}, {}) == line.ledger(events)


def test_log_tells_of_nobody(own):
    """At its most talkative, and with failures."""
    line, serve = own()
    user = line.user("タナカ")
    event = line.events.text(user, QUESTION)
    from tests.fakes.line import faults

    line.fail("reply", faults.GARBLED)
    line.fail("loading", faults.BROKEN)
    line.answer_to(event)
    line.webhooks.deliver_raw(b"{")
    serve.settle()
    serve.stop()
    written = serve.log_path.read_text()

    assert "request_failed" in written
    for word in (
        user.id,
        "タナカ",
        "LINEのID",
        json.dumps("のID")[1:-1],
        event["replyToken"],
        line.access_token,
        line.secret,
    ):
        assert word not in written
