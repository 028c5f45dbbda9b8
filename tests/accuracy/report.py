"""Report how well messages are read: `python -m tests.accuracy.report [--generated N] [--seed S] [--list N]`.

Both practice sets and generated messages of both languages; for each the figures by kind, category and manner of
asking, the confusions with their words, and the figures of three simpler readers.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from policies.vocabulary import Kind, Language
from tests.accuracy import yardsticks
from tests.accuracy.answer import answers
from tests.accuracy.tally import Answer, Fault, Found, Tally, confusions, figures, share
from tests.generator.generate import some

HERE = Path(__file__).parent

Sets = dict[str, list[dict]]
Reader = Callable[[list[dict]], Iterator[Answer]]


def sets(generated: int, seed: int) -> Sets:
    """Return the labelled messages: the practice sets, and as many generated ones, half of each language."""
    found = {}
    for language in Language:
        lines = (HERE / f"practice-{language.value}.jsonl").read_text(encoding="utf-8").splitlines()
        found[f"practice-{language.value}"] = [json.loads(line) for line in lines if line.strip()]
    for language in Language:
        found[f"generated-{language.value}"] = some(language, seed, generated // 2)
    return found


def kotowari(cases: list[dict]) -> Iterator[Answer]:
    """Answer by the program's own command."""
    for line in answers(cases).splitlines():
        read = json.loads(line)
        yield Answer(tuple(Found(ask["kind"], ask["quote"]) for ask in read["asks"]), read["verdict"], read["facts"])


def readers() -> tuple[dict[str, Reader], list[str]]:
    """Return all readers by name, and a remark for each that cannot be had."""

    def simple(find: yardsticks.Finder) -> Reader:
        return lambda cases: (yardsticks.answer(case, find) for case in cases)

    found = {
        "kotowari": kotowari,
        "keyword list": simple(yardsticks.by_keywords),
        "regular expressions": simple(yardsticks.by_expressions),
    }
    try:
        return {**found, "presidio patterns": simple(yardsticks.by_presidio())}, []
    except yardsticks.PresidioMissingError:
        return found, ["presidio patterns: not measured, Presidio's analyzer is not installed"]


def tally(cases: list[dict], read: Reader) -> Tally:
    """Let a reader answer the cases, and count."""
    result = Tally()
    for case, answer in zip(cases, read(cases), strict=True):
        result.add(case, answer)
    return result


# --- writing -------------------------------------------------------------------------------------


def main() -> None:
    """Write the report to standard output."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.report", description=__doc__)
    parser.add_argument("--generated", type=int, default=2000, metavar="N", help="how many generated messages (2000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="seed of the generated messages (1)")
    parser.add_argument("--list", type=int, default=8, metavar="N", help="messages listed for each set (8)")
    options = parser.parse_args()
    cases = sets(options.generated, options.seed)
    known, remarks = readers()
    tallies: dict[str, dict[str, Tally]] = {name: {} for name in cases}
    for reader, read in known.items():
        for name, messages in cases.items():
            start = time.perf_counter()
            tallies[name][reader] = tally(messages, read)
            remarks.append(f"{reader}, {name}: {time.perf_counter() - start:.1f} s")
    for name, by_reader in tallies.items():
        _write_set(name, by_reader, options.list)
    print("## Remarks", *remarks, sep="\n- ")


def _write_set(name: str, by_reader: dict[str, Tally], listed: int) -> None:
    ours = by_reader["kotowari"]
    count = ours.count
    print(f"## {name}: {count['cases']} messages, {count['with_ask']} with an ask, {count['no_ask']} without\n")
    _table("reader", {reader: figures(one.count) for reader, one in by_reader.items()})
    print(f"unsafe {count['unsafe']}, overcautious {count['overcautious']}, wrong facts {count['facts_wrong']}\n")
    _table("category", {category: _with_size(one) for category, one in sorted(ours.categories.items())})
    if ours.ways:
        _table("manner", {way: _with_size(one) for way, one in sorted(ours.ways.items())})
    _table("kind", {kind: _kind(ours.kinds[kind]) for kind in Kind if ours.kinds[kind]})
    _write_confusions(ours.faults, listed)


def _with_size(count: Counter) -> dict[str, str]:
    return {"messages": str(count["cases"]), "clean": share(count["clean"], count["cases"]), **figures(count)}


def _kind(count: Counter) -> dict[str, str]:
    found, missed, spurious = count["matched"], count["missed"], count["spurious"]
    numbers = {"found": str(found), "missed": str(missed), "spurious": str(spurious)}
    return {**numbers, "precision": share(found, found + spurious), "recall": share(found, found + missed)}


def _table(title: str, rows: dict[str, dict[str, str]]) -> None:
    columns = list(next(iter(rows.values())))
    print(f"| {title} | {' | '.join(columns)} |")
    print(f"| --- |{' ---: |' * len(columns)}")
    for name, row in rows.items():
        print(f"| {name} | {' | '.join(row[column] for column in columns)} |")
    print()


def _write_confusions(faults: list[Fault], listed: int) -> None:
    print("Confusions (meant → read):")
    for (meant, read), number in confusions(faults).most_common(15):
        print(f"- {number} × {meant} → {read}")
    print()
    worst = sorted(faults, key=lambda fault: (not fault.unsafe, not fault.missed, not fault.spurious))
    for fault in worst[:listed]:
        print(f"- {_told(fault)}\n  {' '.join(fault.case['text'].split())[:220]}")
    print()


def _told(fault: Fault) -> str:
    words = {ask.kind: ask.words for ask in fault.answer.asks}
    parts = [fault.case["id"]]
    if fault.unsafe:
        parts.append("UNSAFE")
    parts += [f"missed {kind}" for kind in fault.missed]
    parts += [f"spurious {kind} (“{words.get(kind, '')}”)" for kind in fault.spurious]
    if fault.wrong_verdict:
        parts.append(f"verdict {fault.answer.verdict}, ok {'/'.join(fault.case['verdict_ok'])}")
    return "; ".join(parts)


if __name__ == "__main__":
    main()
