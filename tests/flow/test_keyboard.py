"""`kotowari chat` at a real terminal."""

import os
import select
import signal
import subprocess
import sys
import time

import pytest

from tests.flow.conftest import ROOT

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

LONGEST_WAIT_S = 20
PASTED = (
    "はじめまして。ご応募ありがとうございます。\nLINEのIDを教えていただけますか？\nクラウドワークスの選考の一環です。"
)


class Keyboard:
    """A person at a terminal of 80 columns and 24 rows."""

    def __init__(self, kotowari):
        self.ours, theirs = pty.openpty()
        termios.tcsetwinsize(self.ours, (24, 80))
        self.before = termios.tcgetattr(theirs)
        environment = {name: value for name, value in kotowari.environment.items() if name not in ("COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env={**environment, "TERM": "xterm", "NO_COLOR": "1"},
        )
        self.theirs = theirs
        self.screen = ""

    def wait_for(self, words):
        """Read until the words have been shown, and return everything shown since the last time."""
        shown = b""
        end = time.monotonic() + LONGEST_WAIT_S
        while words not in shown.decode(errors="ignore"):
            left = end - time.monotonic()
            assert left > 0, f"{words} was not shown: {shown.decode(errors='replace')}"
            if select.select([self.ours], [], [], left)[0]:
                shown += os.read(self.ours, 65536)
        self.screen = shown.decode(errors="ignore")
        return self.screen

    def press(self, text):
        """Send keys."""
        os.write(self.ours, text.encode())

    def paste(self, text):
        """Paste, as a terminal does that has been asked to mark it."""
        self.press(f"\x1b[200~{text.replace(chr(10), chr(13))}\x1b[201~")

    def ended(self):
        """Wait for the end, and return the exit code and whether the terminal is as it was."""
        code = self.process.wait(LONGEST_WAIT_S)
        return code, self.before == termios.tcgetattr(self.theirs)


@pytest.fixture
def keyboard(kotowari):
    """A chat that waits for the first message."""
    person = Keyboard(kotowari)
    person.wait_for("> ")
    yield person
    person.process.kill()
    person.process.wait()
    os.close(person.ours)
    os.close(person.theirs)


def test_person_is_greeted_and_pastes_are_marked(keyboard):
    """The request for marks comes before anything that takes time."""
    assert keyboard.screen.index("\x1b[?2004h") < keyboard.screen.index("届いたメッセージを貼るか")


def test_pasted_lines_are_one_message(keyboard):
    """Sent with Enter, and not by the line ends within."""
    keyboard.paste(PASTED)
    shown = keyboard.wait_for("[貼り付け 3行")
    keyboard.press("\r")
    answer = keyboard.wait_for("承認されていますか。")

    assert "前提" not in shown
    assert 1 == answer.count("求められているもの")
    assert "クラウドワークス" in answer


def test_single_lines_are_answered_at_once(keyboard):
    """A message, and the number of a choice."""
    keyboard.press("クラウドワークスで応募中にLINEのIDを聞かれました\r")
    keyboard.wait_for("承認されていますか。")
    keyboard.press("3\r")

    assert "応じて差し支えありません" in keyboard.wait_for("承諾の文案")


def test_typing_can_be_mended(keyboard):
    """Keys move and erase, across wide letters."""
    keyboard.press("使い力\x7f方\x1b[D\x1b[Dx\x7f\r")

    assert "届いたメッセージをそのまま貼る" in keyboard.wait_for("すべて消します")


@pytest.mark.parametrize("keys", ["\x03", "\x04", "書きかけ\x03", "exit\r", "終了\r"])
def test_person_leaves_politely(keyboard, keys):
    """By Ctrl-C, by Ctrl-D on an empty line, or in words; the terminal is as it was."""
    keyboard.press(keys)
    shown = keyboard.wait_for("\x1b[?2004l")

    assert "終了します。" in shown
    assert (0, True) == keyboard.ended()


def test_terminal_is_given_back_when_we_are_told_to_end(keyboard):
    """By a signal from outside."""
    keyboard.process.send_signal(signal.SIGTERM)
    keyboard.wait_for("\x1b[?2004l")

    assert (0, True) == keyboard.ended()


def test_nothing_is_written_to_a_history(keyboard, kotowari):
    """There is a database and a key, and no other file."""
    keyboard.press("電話番号を教えてください\r")
    keyboard.wait_for("どのサービスでのやり取りですか。")
    keyboard.press("\x04")
    keyboard.ended()

    assert {"kotowari.db", "key"} == {path.name for path in kotowari.folder.iterdir()}
