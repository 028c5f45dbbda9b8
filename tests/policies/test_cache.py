"""The copy of parsed policies saves time and can never give wrong rules."""

import datetime as dt
import json
import os
import stat

import pytest

from policies import cache, files
from policies.files import read
from policies.load import POLICIES_PATH, load, read_files

DAY = dt.date(2026, 11, 23)
DATA = {"rules/a/b.toml": {"id": "a.b", "on": DAY, "words": ["ひらがな"], "deep": {"since": DAY, "many": [{"d": DAY}]}}}


@pytest.fixture
def copy(tmp_path):
    """Where the copy lies: in a folder that is not there yet."""
    return tmp_path / "cache" / "kotowari" / "policies.json"


@pytest.fixture
def no_toml(monkeypatch):
    """Fail if any TOML is parsed."""

    def refuse(*_):
        raise AssertionError("TOML was parsed although there is a copy")

    monkeypatch.setattr(files, "_parse", refuse)


def test_copy_says_exactly_what_the_files_say(copy):
    """Dates come back as dates, wherever they stand."""
    cache.keep(copy, "d1", DATA)

    assert DATA == cache.fetch(copy, "d1")


def test_second_start_parses_nothing(folder, copy, request):
    """The rules from the copy equal those from the files."""
    first = read(folder, copy)

    request.getfixturevalue("no_toml")
    second = read(folder, copy)

    assert first == second


def test_copy_is_for_its_own_files_only(folder, copy, edit):
    """After any change the files are read, and the copy is renewed."""
    read(folder, copy)
    edit("rules/harbour/contact.toml", 'en = "Ask for', 'en = "Ask kindly for')

    changed = read(folder, copy)

    assert "Ask kindly" in changed.data["rules/harbour/contact.toml"]["step"][0]["en"]
    assert changed.data == cache.fetch(copy, files._digest(dict(sorted(files._contents(str(folder), "")))))


def test_broken_files_leave_no_copy(folder, copy):
    """What cannot be parsed is not kept, so that the mistake is told every time."""
    (folder / "tools" / "line.toml").write_text("id = ", encoding="utf-8")

    assert {"tools/line.toml"} == set(read(folder, copy).broken)
    assert {"tools/line.toml"} == set(read(folder, copy).broken)
    assert not copy.exists()


def _damage(path, change):
    raw = path.read_bytes()
    path.write_bytes(change(raw))


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: b"",
        lambda raw: raw[:-1],
        lambda raw: raw[: raw.index(b"\n")],
        lambda raw: raw.replace(b"a.b", b"a.c"),
        lambda raw: raw.replace(b"policies 1 ", b"policies 0 "),
        lambda raw: raw + b" ",
        lambda raw: b"\x80" + raw,
        lambda raw: raw.replace(b"\n", b"\r\n"),
    ],
    ids=["empty", "cut", "head only", "changed", "other form", "longer", "not text", "line ends"],
)
def test_damaged_copy_is_ignored(copy, change):
    """Whatever has happened to the copy, it is not used."""
    cache.keep(copy, "d1", DATA)

    _damage(copy, change)

    assert cache.fetch(copy, "d1") is None


@pytest.mark.parametrize("body", [b"[", b'{"a":{"on":{"$date":3}}}', b'{"a":{"on":{"$date":"2026-13-01"}}}'])
def test_whole_copy_of_nonsense_is_ignored(copy, body):
    """A right checksum over something that this program would not have written is of no use either."""
    copy.parent.mkdir(parents=True)
    copy.write_bytes(cache._head("d1", body) + b"\n" + body)
    copy.chmod(0o600)

    assert cache.fetch(copy, "d1") is None


def test_copy_that_others_could_write_is_ignored(copy):
    """The copy is trusted only while its owner alone can have written it."""
    cache.keep(copy, "d1", DATA)
    copy.chmod(0o622)

    assert cache.fetch(copy, "d1") is None


def test_copy_of_another_person_is_ignored(copy, monkeypatch):
    """The copy must belong to the person who runs the program."""
    cache.keep(copy, "d1", DATA)
    monkeypatch.setattr(os, "geteuid", lambda: copy.stat().st_uid + 1)

    assert cache.fetch(copy, "d1") is None


def test_link_in_place_of_the_copy_is_ignored(copy, tmp_path):
    """A link could lead anywhere."""
    real = tmp_path / "real.json"
    cache.keep(real, "d1", DATA)
    copy.parent.mkdir(parents=True)
    copy.symlink_to(real)

    assert cache.fetch(copy, "d1") is None


def test_folder_in_place_of_the_copy_is_ignored(copy):
    """Nothing is read and nothing is raised."""
    copy.mkdir(parents=True)

    assert cache.fetch(copy, "d1") is None
    cache.keep(copy, "d1", DATA)
    assert copy.is_dir()


def test_copy_and_its_folder_are_private(copy):
    """Nobody else can write to either, and no draft is left behind."""
    cache.keep(copy, "d1", DATA)

    assert 0o600 == stat.S_IMODE(copy.stat().st_mode)
    assert 0o700 == stat.S_IMODE(copy.parent.stat().st_mode)
    assert [copy] == list(copy.parent.iterdir())


def test_place_that_cannot_be_written_is_no_error(folder, tmp_path):
    """Without a copy everything works, only slower."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")

    assert read(folder, blocked / "policies.json").data == read(folder).data


def test_what_json_cannot_hold_is_not_kept(copy):
    """A moment with a time of day is no date; the copy would not say what the file says."""
    cache.keep(copy, "d1", {"a.toml": {"on": dt.datetime(2026, 11, 23, 9, 0)}})  # noqa: DTZ001

    assert not copy.exists()


def test_only_shipped_policies_are_copied(own_cache, folder):
    """Other folders, as compared by `policy diff`, leave nothing in the person's cache."""
    before = set(own_cache.rglob("*.json"))

    read_files(folder)

    assert before == set(own_cache.rglob("*.json"))


def test_shipped_policies_are_the_same_with_and_without_copy():
    """The rules that run are those in the files."""
    load()
    with_copy = read_files()

    assert read(POLICIES_PATH).data == with_copy.data
    assert read(POLICIES_PATH).version == with_copy.version


def test_user_path_is_below_the_cache_folder(monkeypatch, tmp_path):
    """The folder named by the environment comes first; one path for each folder of policies."""
    monkeypatch.setattr(cache.sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    path = cache.user_path(tmp_path / "policies")

    assert tmp_path / "kotowari" == path.parent
    assert path != cache.user_path(tmp_path / "other")
    assert path == cache.user_path(tmp_path / "x" / ".." / "policies")


@pytest.mark.parametrize(
    ("platform", "variable", "expected"),
    [
        ("linux", None, ".cache/kotowari"),
        ("darwin", None, "Library/Caches/kotowari"),
        ("linux", "relative/path", ".cache/kotowari"),
    ],
)
def test_user_path_without_the_environment(monkeypatch, tmp_path, platform, variable, expected):
    """Without a usable variable the home folder serves, as each system has it."""
    monkeypatch.setattr(cache.sys, "platform", platform)
    monkeypatch.setenv("HOME", str(tmp_path))
    if variable is None:
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", variable)

    assert tmp_path / expected == cache.user_path(tmp_path).parent


def test_no_home_means_no_copy(monkeypatch, tmp_path):
    """Somebody without a home folder gets no copy, and no error."""

    def homeless():
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(cache.Path, "home", homeless)

    assert cache.user_path(tmp_path) is None


def test_copy_is_plain_json(copy):
    """One line that names the files and the checksum, then JSON: nothing in it can run."""
    cache.keep(copy, "d1", DATA)

    head, body = copy.read_bytes().split(b"\n", 1)

    assert head.startswith(b"kotowari policies 1 d1 ")
    assert {"$date": "2026-11-23"} == json.loads(body)["rules/a/b.toml"]["on"]
