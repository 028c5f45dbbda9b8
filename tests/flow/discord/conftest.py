"""`kotowari serve` as a process, with a data folder of its own, before a loopback Discord."""

import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.fakes.discord.thread import DiscordInThread
from tests.fakes.line.thread import LineInThread
from tests.flow.conftest import ROOT
from tests.flow.line.conftest import Serve

PATIENCE_S = 240
"""How long a busy machine may take for anything. Discord's own deadlines are the loopback's to enforce."""


class DiscordServe(Serve):
    """The program on Discord alone, or with a LINE beside it."""

    def __init__(self, folder, discord, line=None, **settings):
        self.discord = discord
        given = {
            "KOTOWARI_DISCORD_TOKEN": discord.token,
            "KOTOWARI_DISCORD_API_URL": discord.api_url,
            "KOTOWARI_DISCORD_GATEWAY_URL": discord.gateway_url,
            "KOTOWARI_DISCORD_FILES_URL": discord.cdn_url,
        }
        with LineInThread() as nobody:
            super().__init__(folder, line or nobody, **given, **settings)
        if line is None:
            self.environment = {name: value for name, value in self.environment.items() if "_LINE_" not in name}

    def start(self):
        """Start it, and wait until it is connected."""
        super().start()
        end = time.monotonic() + PATIENCE_S
        while self.page("/readyz") != (200, "ready\n"):
            assert time.monotonic() < end, self.log_path.read_text()[-2000:]
            time.sleep(0.05)
        return self

    def stop(self):
        """Ask it to end; it must do so in good order."""
        self.process.terminate()
        assert 0 == self.process.wait(timeout=PATIENCE_S)

    def page(self, path):
        """Status and text of a page."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE_S) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def command(self, *arguments, **settings):
        """Run another command of the program with the same settings."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=ROOT,
            env=self.environment | settings,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE_S,
            check=False,
        )

    def metric(self, name):
        """A figure of `/metrics`."""
        return next(
            float(line.split()[-1]) for line in self.page("/metrics")[1].splitlines() if line.startswith(name + " ")
        )

    def cases(self):
        """How many cases are kept."""
        ((count,),) = self.rows("SELECT count(*) FROM conversations")
        return count


class Person:
    """Somebody in a channel, who waits as long as it takes."""

    def __init__(self, discord, user, channel):
        self.discord, self.user, self.channel = discord, user, channel

    def command(self, name, given=None, **options):
        """The answer to a command, for this person alone."""
        answer = self.answer(self.discord.slash(self.user, name, self.channel, given, **options))
        assert answer.ephemeral
        return answer

    def answer(self, asked):
        """The answer to whatever was done."""
        return self.discord.answered(asked, seconds=PATIENCE_S)

    def press(self, message, label):
        """The message in place of the one with the button."""
        return self.answer(self.discord.press(self.user, message, label))

    def follow(self, message, label):
        """The message that follows a press."""
        pressed = self.discord.press(self.user, message, label)
        found = self.discord.until(lambda: pressed.followups and pressed.followups[0], seconds=PATIENCE_S)
        # The buttons of the pressed message are brought up to the step that the case has reached.
        self.discord.until(lambda: [one for one in pressed.answers if one.how == "edit original"], seconds=PATIENCE_S)
        return found

    def say(self, text, channel=None, **more):
        """The reply to a message."""
        message = self.discord.say(self.user, text, channel or self.channel, **more)
        return self.discord.replied(message, seconds=PATIENCE_S)


@pytest.fixture(scope="session")
def shared_discord():
    """One loopback Discord for all tests that need no other; each test has its own people and servers."""
    with DiscordInThread() as server:
        yield server


@pytest.fixture(scope="session")
def shared_serve(shared_discord, tmp_path_factory):
    """One process for all tests that neither stop nor set up their own, its commands registered."""
    serve = DiscordServe(tmp_path_factory.mktemp("serve") / "data", shared_discord)
    done = serve.command("discord", "sync")
    assert 0 == done.returncode, done.stderr
    yield serve.start()
    serve.stop()


@pytest.fixture
def serve(shared_serve):
    """The process; it must not have complained of anything."""
    before = len(shared_serve.complaints())
    yield shared_serve
    assert [] == shared_serve.complaints()[before:]


@pytest.fixture
def discord(shared_discord, serve):
    """Discord, with no rule broken by the end of the test."""
    yield shared_discord
    assert [] == shared_discord.unacknowledged()
    shared_discord.check()


@pytest.fixture
def meet(discord):
    """Makes a person in a server of their own."""

    def make(locale="ja"):
        return Person(discord, discord.user(locale=locale), discord.channel(discord.guild()))

    return make


@pytest.fixture
def own(tmp_path):
    """Makes a Discord and a process that a test has for itself, and ends both."""
    made = []

    def make(line=None, **settings):
        server = DiscordInThread()
        server.__enter__()
        serve = DiscordServe(tmp_path / f"data{len(made)}", server, line, **settings)
        made.append((server, serve))
        person = Person(server, server.user(), server.channel(server.guild()))
        return server, serve.start(), person

    yield make
    for server, serve in made:
        if serve.process.poll() is None:
            serve.kill()
        server.check()
        server.__exit__()
