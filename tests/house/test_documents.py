"""The documents say what is so."""

import re
import tomllib

import pytest

from policies.check import check
from tests.house.tree import ROOT, texts

DOCUMENTS = sorted(name for name in texts() if name.endswith(".md"))


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
