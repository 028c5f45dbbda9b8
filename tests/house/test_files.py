"""What holds for every file of the project."""

import re
import stat

import pytest

from tests.house.tree import ROOT, files, texts

# Put together here, so that this file does not hold what it forbids.
FORBIDDEN = {
    "an address of a package index": re.compile(
        "|".join(
            (
                "py" + r"pi\.org",
                "python" + r"hosted\.org",
                "npm" + r"js\.(org|com)",
                "crates" + r"\.io",
                "index" + "-url",
            )
        )
    ),
    "a path of somebody's machine": re.compile("(?<![A-Za-z0-9._~-])/" + r"(work|farm|root)/[A-Za-z]"),
    "something left undone": re.compile(
        r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X+", "HA" + "CK", "T" + "BD")) + r")\b"
    ),
    "a mark of an unfinished merge": re.compile("^(<{7}|>{7}) ", re.MULTILINE),
}

# Words that messages and examples may hold: people write such things.
_QUOTING = (
    "tests/",
    "policies/asks/",
    "policies/corpus/",
    "policies/facts/",
    "policies/signs/",
    "policies/speech/",
    "policies/tools/",
)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what):
    """Nothing that belongs to one machine or one day."""
    pattern = FORBIDDEN[what]
    skipped = _QUOTING if what == "something left undone" else ()

    found = [
        f"{name}, line {text[: match.start()].count(chr(10)) + 1}: {match[0]}"
        for name, text in texts().items()
        if not name.startswith(skipped or ("\0",))
        for match in pattern.finditer(text)
        if not (match[0] == "index" + "-url" and name in ("Makefile", "CONTRIBUTING.md"))
    ]

    assert [] == found


def test_nothing_pretends_to_be_implemented():
    """No function whose only line says that it does nothing yet."""
    words = re.compile(
        "NotImplemented" + r"Error|raise NotImplemented\b|\bstub\b|not yet " + "implemented", re.IGNORECASE
    )

    found = [
        name
        for name, text in texts().items()
        if name.endswith(".py") and not name.startswith("tests/") and words.search(text)
    ]

    assert [] == found


def test_files_end_with_one_line_end():
    """So that every tool and every person sees the same last line."""
    wrong = [name for name, text in texts().items() if text and (not text.endswith("\n") or text.endswith("\n\n"))]

    assert [] == wrong


def test_files_have_plain_lines():
    """No spaces at the end, no carriage returns, no byte order mark, and tabs only where make wants them."""
    wrong = []
    for name, text in texts().items():
        if name.startswith("tests/accuracy/practice-"):
            continue
        trailing = any(line != line.rstrip(" \t") for line in text.split("\n"))
        tabs = "\t" in text and name != "Makefile"
        if trailing or tabs or "\r" in text or text.startswith("\ufeff"):
            wrong.append(name)

    assert [] == wrong


def test_only_programs_are_executable():
    """A file may be run if and only if it says by what (`#!`)."""
    wrong = [
        name
        for name, path in files().items()
        if bool(path.stat().st_mode & stat.S_IXUSR) is not path.read_bytes().startswith(b"#!")
    ]

    assert [] == wrong


def test_nothing_secret_lies_in_the_project():
    """No settings with secrets, no keys, no databases."""
    secret = re.compile(r"(^|/)\.env$|\.(key|pem|sqlite|sqlite3|db)$")

    assert [] == [name for name in files() if secret.search(name)]


def test_no_link_leads_out():
    """Everything is here."""
    assert [] == [name for name, path in files().items() if path.is_symlink()]


@pytest.mark.parametrize(
    "name",
    ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "PRIVACY.md", "LICENSE", "policies/README.md", "deploy/README.md"],
)
def test_document_exists(name):
    """What a person looks for first."""
    assert (ROOT / name).stat().st_size > 200
