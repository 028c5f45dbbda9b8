"""The wheel holds everything that the program needs, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import PACKAGES, ROOT, files

KINDS = (".py", ".toml", ".sql", ".png", ".json")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names in a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    with zipfile.ZipFile(built) as opened:
        return set(opened.namelist())


def test_all_code_and_data_are_in_the_wheel(wheel):
    """Rules, words, texts, migrations and pictures are as much part of the program as its code."""
    wanted = {name for name in files() if name.split("/")[0] in PACKAGES and name.endswith(KINDS)}

    assert set(KINDS) == {Path(name).suffix for name in wanted}
    assert set() == wanted - wheel


def test_nothing_else_is_in_the_wheel(wheel):
    """No tests, no tools of this repository."""
    tops = {name.split("/")[0] for name in wheel}

    assert {*PACKAGES, "kotowari-0.1.0.dist-info"} == tops


def test_command_is_in_the_wheel(wheel):
    """`kotowari` is what people type."""
    assert "kotowari-0.1.0.dist-info/entry_points.txt" in wheel
    assert "kotowari-0.1.0.dist-info/licenses/LICENSE" in wheel
