"""The documents say what is so."""

import os
import re
import shlex
import subprocess
import sys
import tomllib

import pytest

from bot.adapters.discord.tally import Tally as DiscordTally
from bot.adapters.line.tally import Tally as LineTally
from bot.cli import COMMANDS
from bot.settings import VARIABLES
from policies.check import check
from tests.house.tree import ROOT, files, texts

DOCUMENTS = sorted(name for name in texts() if name.endswith(".md"))
READMES = ("README.md", "README.ja.md")
DAY = "2026-11-24"
PICTURE_BYTES = 150_000


def _verbs():
    return set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name):
    """Every link to a file of the project has its file."""
    targets = re.findall(r"\]\(([^)#\s]+)", texts()[name])
    here = (ROOT / name).parent

    assert [] == [target for target in targets if "://" not in target and not (here / target).exists()]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_verbs_of_make_exist(name):
    """`make something` in a document is a target of the Makefile."""
    told = set(re.findall(r"`make ([a-z]+)", texts()[name])) | set(
        re.findall(r"^make ([a-z]+)", texts()[name], re.MULTILINE)
    )

    assert set() == told - _verbs()


def test_contributing_tells_every_verb():
    """Whoever works on the project finds all of them in one place."""
    told = set(re.findall(r"`make ([a-z]+)", texts()["CONTRIBUTING.md"]))

    assert set() == _verbs() - told - {"help"}


def test_changelog_starts_with_the_version_of_the_project():
    """The newest heading is the version that `pyproject.toml` names."""
    version = tomllib.loads(texts()["pyproject.toml"])["project"]["version"]

    newest = re.search(r"^## \[?([0-9.]+)", texts()["CHANGELOG.md"], re.MULTILINE)

    assert version == newest[1]


def test_example_of_a_rule_is_a_sound_rule(tmp_path):
    """The complete example in `policies/README.md` passes `policy check` beside the shipped rules."""
    blocks = re.findall(r"```toml\n# (rules/\S+\.toml)\n(.*?)```", texts()["policies/README.md"], re.DOTALL)
    root = tmp_path / "policies"
    for name, text in texts().items():
        if name.startswith("policies/") and name.endswith(".toml"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    before = set(check(root))

    assert 1 == len(blocks)
    (root / blocks[0][0]).write_text(blocks[0][1], encoding="utf-8")

    assert [] == [str(problem) for problem in check(root) if problem not in before]


def test_ci_runs_the_verbs_of_make():
    """What must pass is what everybody can run."""
    script = texts()[".ci/run"]

    assert "set -euo pipefail" in script
    assert {"check", "test"} <= set(re.findall(r"^make ([a-z]+)", script, re.MULTILINE))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pictures_are_small_and_told_in_words(name):
    """Whoever cannot see a picture reads what is on it."""
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", texts()[name])
    here = (ROOT / name).parent

    assert [] == [path for words, path in pictures if len(words) < 20 or (here / path).stat().st_size > PICTURE_BYTES]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_settings_exist(name):
    """Every variable that a document names can be set, in these very letters."""
    told = set(re.findall(r"KOTOWARI_[A-Z_]*[A-Z]", texts()[name]))

    assert set() == {each for each in told - VARIABLES if not each.startswith("KOTOWARI_TEST_")}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_exist(name):
    """`kotowari something` in a document is a command."""
    told = set(re.findall(r"`(?:\.venv/bin/)?kotowari ([a-z]+)", texts()[name]))

    assert set() == told - set(COMMANDS)


@pytest.mark.parametrize("name", READMES)
def test_readme_tells_every_command(name):
    """Whoever looks for what there is finds all of it."""
    rows = "".join(re.findall(r"^\| `kotowari .*", texts()[name], re.MULTILINE))

    assert set() == {each for each in COMMANDS if not re.search(rf"`(kotowari )?{each}\b", rows)}


@pytest.mark.parametrize("name", READMES)
def test_line_takes_fewer_than_ten_steps(name):
    """From a new account to the first answer, in an unbroken row."""
    section = re.search(r"^## (Run it on LINE|LINEで動かす)\n(.*?)^## ", texts()[name], re.MULTILINE | re.DOTALL)[2]
    steps = [int(number) for number in re.findall(r"^(\d+)\. ", section, re.MULTILINE)]

    assert [*range(1, len(steps) + 1)] == steps
    assert 1 < len(steps) < 10


@pytest.mark.parametrize("pattern", [r"KOTOWARI_[A-Z_]+", r"https://[a-z./-]+", r"--[a-z-]+", r"^\| `kotowari [a-z]+"])
def test_both_readmes_tell_the_same(pattern):
    """What needs no translation stands in both."""
    english, japanese = (
        sorted(re.findall(pattern, texts()[name].split("```", 4)[4], re.MULTILINE)) for name in READMES
    )

    assert set(english) == set(japanese)


@pytest.mark.parametrize("name", READMES)
def test_session_is_what_the_program_prints(name, tmp_path):
    """To the letter, by the rules of the day on which it was copied."""
    [block] = re.findall(r"```\n\$ (\.venv/bin/kotowari ask .*?)```", texts()[name], re.DOTALL)
    typed, printed = re.fullmatch(r"((?:[^\n]*\\\n)*[^\n]*\n)(.*)", block, re.DOTALL).groups()
    arguments = shlex.split(typed.replace("\\\n", " "))[1:]
    others = {name: value for name, value in os.environ.items() if not name.startswith("KOTOWARI_")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments, "--on", DAY],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**others, "KOTOWARI_DATA_DIR": str(tmp_path), "COLUMNS": "80"},
    )

    assert printed == done.stdout.decode()


def test_runbook_tells_every_metric():
    """And none that is not counted."""
    told = set(re.findall(r"^\| `(kotowari_[a-z_]+)`", texts()["deploy/README.md"], re.MULTILINE))

    counted = {each.name for tally in (LineTally, DiscordTally) for each in tally().metrics()}

    assert {"kotowari_line_waiting", "kotowari_discord_connected", *counted} == told


def test_pictures_are_no_text_to_git():
    """Line ends of pictures are left alone."""
    assert "*.png binary" in texts()[".gitattributes"].splitlines()
    shown = {f"deploy/{name}-{language}.png" for name in ("line-card", "discord-answer") for language in ("en", "ja")}
    assert shown <= set(files())
