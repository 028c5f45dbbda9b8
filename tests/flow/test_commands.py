"""The other commands, and exit codes."""

import json
import sqlite3
import subprocess
import sys

import pytest

from bot import cli
from tests.flow.conftest import ROOT


@pytest.mark.parametrize("arguments", [[], ["aks"], ["policy"], ["db"], ["decline"], ["policy", "show"]])
def test_incomplete_commands_are_misuse(kotowari, arguments):
    """In one line."""
    done = kotowari(*arguments)

    assert (2, 1) == (done.returncode, done.stderr.decode().count("\n"))
    assert "--help" in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["ask", "--help"], ["policy", "--help"], ["policy", "diff", "--help"]]
)
def test_help_is_at_hand(kotowari, arguments):
    """On standard output."""
    done = kotowari(*arguments)

    assert 0 == done.returncode
    assert done.stdout.startswith(b"usage: kotowari")


def test_letter_without_a_message(kotowari):
    """The letter alone, to be copied."""
    done = kotowari("decline", "messenger", "phone", "--platform", "crowdworks", "--tool", "line", "--tone", "soft")
    letter = done.stdout.decode()

    assert 0 == done.returncode
    assert "LINE" in letter
    assert "電話番号" in letter
    assert "─" not in letter


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["fone"], "did you mean “phone”?"),
        (["phone", "--tool", "lime"], "did you mean “line”?"),
        (["phone", "--tool", "zoom"], "meeting"),
        (["phone", "--platform", "upwrk"], "did you mean “upwork”?"),
    ],
)
def test_wrong_words_for_a_letter_are_misuse(kotowari, arguments, told):
    """With the nearest right one."""
    done = kotowari("decline", *arguments)

    assert 2 == done.returncode
    assert told in done.stderr.decode()


def test_policy_tools_run(kotowari):
    """Their exit codes are those of what they found."""
    assert 0 == kotowari("policy", "list", "crowdworks").returncode
    assert 0 == kotowari("policy", "show", "crowdworks").returncode
    assert 2 == kotowari("policy", "show", "crowdwork").returncode
    assert 2 == kotowari("policy", "stale", "--older-than", "long").returncode
    assert 1 == kotowari("policy", "stale", "--on", "2036-01-01").returncode
    assert 2 == kotowari("policy", "diff", "nowhere", "policies").returncode


def test_database_is_made_and_stays_as_it_is(kotowari):
    """`db upgrade` twice."""
    made, again = kotowari("db", "upgrade"), kotowari("db", "upgrade")

    assert (0, 0) == (made.returncode, again.returncode)
    assert "made, schema" in made.stdout.decode()
    assert "was up to date, schema" in again.stdout.decode()


def test_doctor_changes_nothing_and_finds_nothing_wrong(kotowari):
    """Before the first start and after it."""
    before = kotowari("doctor")
    there = kotowari.folder.exists()
    kotowari("db", "upgrade")
    after = kotowari("doctor")

    assert (0, 0) == (before.returncode, after.returncode)
    assert not there
    assert "it is made at the first start" in before.stdout.decode()
    assert "WRONG" not in after.stdout.decode()


def test_doctor_tells_what_is_wrong_with_its_remedy(kotowari):
    """Rights, and a database of another program."""
    kotowari("db", "upgrade")
    kotowari.folder.chmod(0o755)
    (kotowari.folder / "key").chmod(0o644)
    open_to_all = kotowari("doctor")
    kotowari.settings["KOTOWARI_DATABASE_URL"] = f"sqlite:///{kotowari.folder}/none/kotowari.db"
    kotowari.folder.chmod(0o700)
    (kotowari.folder / "key").chmod(0o600)
    elsewhere = kotowari("doctor")

    assert 1 == open_to_all.returncode
    assert 2 == open_to_all.stdout.decode().count("WRONG")
    assert "chmod 700" in open_to_all.stdout.decode()
    assert "chmod 600" in open_to_all.stdout.decode()
    assert 0 == elsewhere.returncode


@pytest.mark.parametrize("command", [["chat"], ["forget"], ["export"], ["doctor"], ["db", "upgrade"]])
def test_unusable_settings_are_told_all_at_once(kotowari, command):
    """Exit code 2."""
    kotowari.settings |= {"KOTOWARI_RETENTION_HOURS": "forever", "KOTOWARI_LANGUAGE": "fr", "KOTOWARI_KEEYS": "x"}
    done = kotowari(*command)
    told = (done.stderr + done.stdout).decode()

    assert 2 == done.returncode
    assert all(name in told for name in ("KOTOWARI_RETENTION_HOURS", "KOTOWARI_LANGUAGE", "KOTOWARI_KEEYS"))


@pytest.mark.parametrize("command", [["chat"], ["forget"], ["export"], ["db", "upgrade"]])
def test_foreign_database_is_left_alone(kotowari, command):
    """In one line, exit code 1."""
    kotowari.folder.mkdir()
    with sqlite3.connect(kotowari.folder / "kotowari.db") as other:
        other.execute("CREATE TABLE pictures (id)")
    done = kotowari(*command)

    assert (1, 1) == (done.returncode, done.stderr.decode().count("\n"))
    assert "another program" in done.stderr.decode()
    with sqlite3.connect(kotowari.folder / "kotowari.db") as other:
        assert [("pictures",)] == other.execute("SELECT name FROM sqlite_master").fetchall()


def test_export_of_nothing(kotowari):
    """And nothing is made by looking."""
    done = kotowari("export")

    assert {"preferences": None, "conversations": [], "events": []} == json.loads(done.stdout)
    assert not kotowari.folder.exists()


def test_unexpected_error_is_one_line_without_its_words(monkeypatch, capsys):
    """A debugger sees all of it."""

    def fail(_arguments):
        raise ValueError("山田花子さんのメッセージ")

    monkeypatch.setattr(cli, "_command", lambda _name: fail)
    monkeypatch.delenv("KOTOWARI_LOG_LEVEL", raising=False)
    quiet = cli.main(["doctor"]), capsys.readouterr().err
    monkeypatch.setenv("KOTOWARI_LOG_LEVEL", "debug")
    loud = cli.main(["doctor"]), capsys.readouterr().err

    assert (1, 1) == (quiet[0], quiet[1].count("\n"))
    assert "山田" not in quiet[1]
    assert "ValueError" in quiet[1]
    assert 1 == loud[0]
    assert "Traceback" in loud[1]


def test_ask_imports_only_what_it_needs(kotowari):
    """So that one answer is there at once."""
    code = (
        "import sys; from bot.cli import main; main(['ask', '電話番号を教えてください', '--json']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=kotowari.environment, cwd=ROOT
    )
    heavy = {
        "aiohttp",
        "aiosqlite",
        "asyncio",
        "cryptography",
        "discord",
        "linebot",
        "rich",
        "sqlite3",
        "structlog",
        "typer",
    }

    assert set() == heavy & set(done.stderr.decode().split())
