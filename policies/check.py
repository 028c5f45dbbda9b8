"""Look for every mistake in the policy files: within each file, and between them."""

from collections.abc import Iterator
from pathlib import Path

from policies import explain
from policies.checks import defaults, examples, facts, ids, letters, patterns, references, wording
from policies.checks.book import Check, open_book
from policies.files import read
from policies.load import POLICIES_PATH, RULES, WORDS, Contents, Sections, validate
from policies.problems import Problem
from policies.shape import loose_values

CHECKS: tuple[Check, ...] = (
    *ids.CHECKS,
    *references.CHECKS,
    *facts.CHECKS,
    *defaults.CHECKS,
    *examples.CHECKS,
    *letters.CHECKS,
    *wording.CHECKS,
    *patterns.CHECKS,
)
"""All checks between files. To add one: write a function from a `Book` to problems and list it in its module."""


def check(root: Path = POLICIES_PATH) -> tuple[Problem, ...]:
    """Return every mistake in the files below `root`, by file and line. No copy is used: the files are read afresh."""
    sections = {**RULES, **WORDS}
    contents = validate(read(root), sections)
    book = open_book(contents)
    problems = [*contents.problems, *_loose(contents, sections)]
    for one in CHECKS:
        problems += one(book)
    return tuple(sorted(dict.fromkeys(problems), key=_order))


def _loose(contents: Contents, sections: Sections) -> Iterator[Problem]:
    """Complain of dates and truth values in quotes, which would otherwise be taken for what they look like."""
    known = {(problem.path, problem.place) for problem in contents.problems}
    files = contents.files
    for folder, model in sections.items():
        for name, data in files.below(folder).items():
            for steps, value in loose_values(model, data):
                problem = explain.loose(files.path(name), files.text(name), steps, value)
                if (problem.path, problem.place) not in known:
                    yield problem


def _order(problem: Problem) -> tuple[str, int, str]:
    line = problem.place.removeprefix("line ").partition(",")[0]
    return problem.path, int(line) if line.isdigit() else 0, problem.wrong
