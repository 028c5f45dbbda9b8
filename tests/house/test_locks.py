"""The lock files hold every dependency, exactly, with hashes and without any address."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-accuracy.lock", "requirements-learning.lock")


def _project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _pins(lock):
    """Name → exact version and number of hashes."""
    pins = {}
    name = None
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        pinned = re.match(r"^([a-z0-9.-]+)==(\S+)", line)
        if pinned:
            name = pinned[1]
            pins[name] = [pinned[2], 0]
        elif line.strip().startswith("--hash=sha256:"):
            pins[name][1] += 1
    return pins


def _names(requirements):
    wanted = (re.match(r"[A-Za-z0-9._-]+", one)[0] for one in requirements if isinstance(one, str))
    return {re.sub(r"[-_.]+", "-", name).lower() for name in wanted}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_a_hash_or_a_remark(lock):
    """No option, no address, no file."""
    line_forms = re.compile(r"^([a-z0-9.-]+==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|\s*#.*)$")

    other = [line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if not line_forms.match(line)]

    assert [] == other
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock):
    """`pip install --require-hashes` takes nothing else."""
    assert [] == [name for name, (_, hashes) in _pins(lock).items() if not hashes]


def test_locks_hold_what_the_project_asks_for():
    """A dependency added without `make lock` is noticed here."""
    project = _project()
    groups = project["dependency-groups"]
    runtime = _names(project["project"]["dependencies"]) | _names(groups["build"])

    assert set() == runtime - _pins("requirements.lock").keys()
    assert set() == (runtime | _names(groups["dev"])) - _pins("requirements-dev.lock").keys()
    for group in ("accuracy", "learning"):
        assert set() == _names(groups[group]) - _pins(f"requirements-{group}.lock").keys()


def test_locks_agree():
    """`make chat`, `make test`, `make accuracy` and `make model` share one environment."""
    runtime, dev, *others = (_pins(lock) for lock in LOCKS)

    assert {} == {name: (pin, dev.get(name)) for name, pin in runtime.items() if dev.get(name) != pin}
    for other in others:
        assert {} == {name: pin for name, pin in other.items() if dev.get(name, pin) != pin}


def test_build_tools_are_locked():
    """What installs the project itself comes from the lock too."""
    assert _project()["build-system"]["requires"] == _project()["dependency-groups"]["build"]
