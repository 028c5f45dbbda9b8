"""One broken file per kind of mistake: it yields exactly one problem, with place, mistake and remedy."""

from pathlib import Path

import pytest

from policies.check import check

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.toml"))


def _head(path, label):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(f"# {label}: ") for line in lines if line.startswith(f"# {label}: ")]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_file_is_explained(path, folder):
    """The head of each file says where it lies and what its problems say; nothing else is complained of."""
    [name] = _head(path, "file")
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(path.read_bytes())

    problems = [str(problem) for problem in check(folder)]

    expected = _head(path, "says")
    assert len(expected) == len(problems), "\n".join(problems)
    for words, problem in zip(expected, problems, strict=True):
        assert problem.startswith(f"policies/{name}")
        assert words in problem
