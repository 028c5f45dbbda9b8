"""Answers of Kotowari to labelled messages, by its own command."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]

DAY = "2026-11-24"
"""The day on which the messages are answered, so that a score does not depend on the clock."""


def questions(cases: Iterable[dict]) -> str:
    """Return one line for each case, without its labels."""
    kept = ("id", "text", "facts", "speaker")
    lines = ({key: case[key] for key in kept if key in case} | {"on": DAY} for case in cases)
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def answers(cases: Iterable[dict]) -> str:
    """Return what the program answers, one line for each case."""
    command = [sys.executable, "-m", "bot", "ask", "--jsonl"]
    done = subprocess.run(
        command, input=questions(cases), stdout=subprocess.PIPE, encoding="utf-8", check=True, cwd=ROOT
    )
    return done.stdout
