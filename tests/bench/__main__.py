"""Measure the budgets beside their floors, in one run: reading, deciding and composing, and the way of an event of LINE.

    python -m tests.bench [--rounds N] [--only core|line]

Prints medians and 99th percentiles. Nothing here fails: figures are for people to read and compare.
"""

import argparse
import datetime as dt
import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from bot.bootstrap import Core, load_core
from bot.core.advise import advise
from bot.core.normalise import language_of, normalise
from bot.core.read import MAX_CHARS
from bot.errors import MisuseError
from tests.bench.line import line_budgets

CASES = Path(__file__).parents[1] / "accuracy"
DAY = dt.date(2026, 11, 24)
LENGTHS = (50, 100, 200, 400, 1_000, 2_000, 5_000, 10_000)
LEAST, MOST = 120, 400
"""Length of the messages of the first budget, in code points."""


def messages() -> list[str]:
    """Return the texts of both practice sets."""
    texts = []
    for name in ("practice-ja.jsonl", "practice-en.jsonl"):
        for line in (CASES / name).read_text("utf-8").splitlines():
            texts.append(json.loads(line)["text"])
    return texts


def timed(action: Callable[[str], object], texts: Sequence[str], rounds: int) -> list[float]:
    """Return the times of all calls in microseconds, after one round to warm up."""
    for text in texts:
        action(text)
    times = []
    for _ in range(rounds):
        for text in texts:
            start = time.perf_counter_ns()
            action(text)
            times.append((time.perf_counter_ns() - start) / 1_000)
    return times


def row(name: str, times: Sequence[float]) -> str:
    """Format a line of the table."""
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"{name:<44}{statistics.median(ordered):>12.1f}{p99:>12.1f}"


def answer(core: Core) -> Callable[[str], object]:
    """Return the whole way of one message: read, decide, compose; or refuse a text without any letter."""

    def act(text: str) -> None:
        with suppress(MisuseError):
            advise(text, core=core, on=DAY)

    return act


def one_message(core: Core, rounds: int) -> None:
    """The first budget, with its floors."""
    texts = [text for text in messages() if LEAST <= len(text) <= MOST]
    folded = {text: normalise(text).folded for text in texts}
    scanners = {text: core.words.scanners[language_of(folded[text])] for text in texts}
    print(f"\none message of {LEAST} to {MOST} characters ({len(texts)} messages, {rounds} rounds), microseconds")
    print(f"{'':<44}{'median':>12}{'p99':>12}")
    print(row("floor: normalisation", timed(normalise, texts, rounds)))
    print(
        row("floor: one Aho-Corasick pass", timed(lambda text: scanners[text].pass_over(folded[text]), texts, rounds))
    )
    print(
        row("scan: that pass, borders and chains", timed(lambda text: scanners[text].find(folded[text]), texts, rounds))
    )
    print(row("read", timed(core.read, texts, rounds)))
    print(row("read, decide, compose  (aim 250 / 1000)", timed(answer(core), texts, rounds)))


def by_length(core: Core, rounds: int) -> None:
    """How the time grows with the length."""
    whole = "\n".join(messages())
    print("\ntime over length, microseconds")
    print(f"{'characters':<44}{'median':>12}{'per char':>12}")
    act = answer(core)
    for length in LENGTHS:
        texts = [whole[start : start + length] for start in range(0, min(len(whole) - length, 40 * length), length)]
        median = statistics.median(timed(act, texts[:20] or [whole[:length]], max(1, rounds // 4)))
        print(f"{length:<44}{median:>12.1f}{median / length:>12.3f}")


def hostile(core: Core) -> None:
    """Texts within the cap that are meant to hurt."""
    texts = {
        "combining marks": "e" + "\u0301" * (MAX_CHARS - 1),
        "spaced letters": "L I N E " * (MAX_CHARS // 8),
        "one asking word again and again": "電話番号を教えて" * (MAX_CHARS // 8),
        "brackets": "(「" * (MAX_CHARS // 2),
        "a ligature that unfolds": "\ufdfa" * MAX_CHARS,
        "request after request": "ください" * (MAX_CHARS // 4),
        "sentence ends": "。" * MAX_CHARS,
        "sentence after sentence": "教えていません。" * (MAX_CHARS // 8),
    }
    print(f"\ntexts of {MAX_CHARS:,} characters chosen to hurt, milliseconds (aim: 5)")
    act = answer(core)
    for name, text in texts.items():
        times = timed(act, [text[:MAX_CHARS]], 3)
        print(f"{name:<44}{min(times) / 1000:>12.2f}")


def process() -> None:
    """The command as a process, with a warm cache, and its memory."""
    command = [sys.executable, "-m", "bot", "ask", "LINEのIDを教えてください", "--json"]
    times = []
    for _ in range(11):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    print(f"\nkotowari ask as a process, warm cache: median {statistics.median(times[1:]) * 1000:.0f} ms (aim 400)")
    print(f"bare interpreter: {_bare() * 1000:.0f} ms")
    print(f"resident memory with everything loaded: {_resident():.0f} MiB (aim: 60 in the terminal)")


def _bare() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - start


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", choices=("core", "line"))
    chosen = parser.parse_args()
    if chosen.only != "line":
        core = load_core()
        gc.collect()
        gc.freeze()  # as the program does once everything is loaded
        one_message(core, chosen.rounds)
        by_length(core, chosen.rounds)
        hostile(core)
        process()
    if chosen.only != "core":
        line_budgets()


if __name__ == "__main__":
    main()
