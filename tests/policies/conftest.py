"""A small sound folder of policies, to be broken in one place at a time."""

import shutil
from pathlib import Path

import pytest

from policies.vocabulary import Kind

HERE = Path(__file__).parent

_DEFAULT = """\
id = "common.{kind}"
title = {{ ja = "求められたとき", en = "When it is asked for" }}
asks = ["{kind}"]
verdict = "ask_first"
in_force = {{ reviewed = 2026-11-23 }}

[[source]]
page = "common.advice"
says = "Ask what it is for before you give it."

[reason]
ja = "何に使うのかを、先に確かめます。"
en = "Find out first what it is for."

[letter]
purpose = "ask_purpose"

[[example]]
name = "nothing else is known"
ask = "{kind}"
applies = true
verdict = "ask_first"
"""


@pytest.fixture
def folder(tmp_path):
    """A folder of policies without mistakes: a platform, its rules, and a default for every kind."""
    root = tmp_path / "policies"
    shutil.copytree(HERE / "sound", root)
    (root / "rules" / "common").mkdir()
    for kind in Kind:
        (root / "rules" / "common" / f"{kind}.toml").write_text(_DEFAULT.format(kind=kind), encoding="utf-8")
    return root


@pytest.fixture
def edit(folder):
    """A function that replaces words in one file of the folder."""

    def replace(name, old, new):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace
