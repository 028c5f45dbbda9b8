"""`kotowari serve` as a process, with a data folder of its own, before a loopback LINE."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.fakes.line.thread import LineInThread

ROOT = Path(__file__).parents[3]
STARTS_WITHIN_S = 120


class Serve:
    """The program as it runs in production, at a port that stays the same when it is started again."""

    def __init__(self, folder, line, **settings):
        folder.mkdir()
        self.folder, self.line = folder, line
        self.log_path = folder.with_suffix(".log")
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        others = {name: value for name, value in os.environ.items() if not name.upper().startswith("KOTOWARI_")}
        others = {name: value for name, value in others.items() if not name.upper().endswith("_PROXY")}
        self.environment = others | {
            "KOTOWARI_DATA_DIR": str(folder),
            "KOTOWARI_LINE_CHANNEL_SECRET": line.secret,
            "KOTOWARI_LINE_CHANNEL_TOKEN": line.access_token,
            "KOTOWARI_LINE_API_HOST": line.url,
            "KOTOWARI_LINE_DATA_HOST": line.url,
            "KOTOWARI_PORT": str(self.port),
            "KOTOWARI_LOG_LEVEL": "debug",
            **settings,
        }
        self.process = None
        line.webhook_url = f"http://127.0.0.1:{self.port}/line/webhook"

    def start(self):
        """Start it, and wait until it listens."""
        with self.log_path.open("ab") as log:
            before = log.tell()
            command = [sys.executable, "-m", "bot", "serve"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        end = time.monotonic() + STARTS_WITHIN_S
        while b'"server_started"' not in self.log_path.read_bytes()[before:]:
            assert self.process.poll() is None, self.log_path.read_text()[-2000:]
            assert time.monotonic() < end, "it does not start"
            time.sleep(0.02)
        return self

    def kill(self):
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Ask it to end; it must do so in good order."""
        self.process.send_signal(signal.SIGTERM)
        assert 0 == self.process.wait(timeout=30)

    # --- what it leaves

    @property
    def log(self):
        """Every line that it wrote so far, each of which must be an object."""
        return [json.loads(line) for line in self.log_path.read_text(encoding="utf-8").splitlines()]

    def complaints(self):
        """What it wrote that is worse than a note."""
        return [line for line in self.log if line["level"] in ("warning", "error", "critical")]

    def files(self):
        """The bytes of everything that it wrote: database, write-ahead file, key, log."""
        paths = [*self.folder.rglob("*"), self.log_path]
        return {path.name: path.read_bytes() for path in paths if path.is_file()}

    def traces(self, *words):
        """Files that hold any of the words, in UTF-8 or as JSON writes them in ASCII."""
        spellings = {word.encode() for word in words} | {json.dumps(word)[1:-1].encode() for word in words}
        return [name for name, content in self.files().items() if any(each in content for each in spellings)]

    def rows(self, sql):
        """Look into the database."""
        with closing(sqlite3.connect(f"file:{self.folder / 'kotowari.db'}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()

    def settle(self, seconds=20):
        """Wait until no event is unfinished, or holds anything still."""
        end = time.monotonic() + seconds
        while (waiting := self.rows("SELECT stage FROM inbox WHERE payload IS NOT NULL OR answer IS NOT NULL")) != []:
            assert time.monotonic() < end, f"these events wait: {waiting}"
            time.sleep(0.05)


@pytest.fixture(scope="session")
def shared_line():
    """One loopback LINE for all tests that need no other; each test has its own people."""
    with LineInThread() as server:
        yield server


@pytest.fixture(scope="session")
def shared_serve(shared_line, tmp_path_factory):
    """One process for all tests that neither stop nor set up their own."""
    serve = Serve(tmp_path_factory.mktemp("serve") / "data", shared_line).start()
    yield serve
    serve.stop()


@pytest.fixture
def serve(shared_serve):
    """The process; it must not have complained of anything that the test did not mean to cause."""
    before = len(shared_serve.complaints())
    yield shared_serve
    assert [] == shared_serve.complaints()[before:]


@pytest.fixture
def line(shared_line, serve):
    """LINE, with no rule broken and no fault left over from this test."""
    shared_line.webhook_url = f"http://127.0.0.1:{serve.port}/line/webhook"
    yield shared_line
    shared_line.faults.clear()
    shared_line.check()


@pytest.fixture
def own(tmp_path):
    """Makes a LINE and a process that a test has for itself, and ends both."""
    made = []

    def make(**settings):
        server = LineInThread()
        server.__enter__()
        serve = Serve(tmp_path / f"data{len(made)}", server, **settings)
        made.append((server, serve))
        return server, serve.start()

    yield make
    for server, serve in made:
        if serve.process.poll() is None:
            serve.kill()
        server.check()
        server.__exit__()
