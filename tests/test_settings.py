"""Settings: defaults, sources, and what is said of those that cannot be used."""

import os
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.errors import SettingsError
from bot.settings import REMEDIES, SECRETS_DIR, VARIABLES, Settings, data_dir_for, read_settings
from policies.vocabulary import Language

ROOT = Path(__file__).parents[1]
KEY, OTHER_KEY = "A" * 43 + "=", "_-" * 21 + "8"


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    """An environment without settings, in an empty folder."""
    for name in list(os.environ):
        if name.upper().startswith("KOTOWARI_") and not name.startswith("KOTOWARI_TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def problems(error: SettingsError) -> dict[str, str]:
    """Return what is wrong, by variable."""
    return {problem.where: problem.what for problem in error.problems}


def test_nothing_needs_to_be_set(environment):
    """The defaults work for a person at a terminal."""
    environment.setattr("sys.platform", "linux")
    settings = read_settings()

    assert Path("/home/ann/.local/share/kotowari") == settings.data_dir
    assert Path("/home/ann/.local/share/kotowari/kotowari.db") == settings.database_path
    assert Path("/home/ann/.local/share/kotowari/key") == settings.key_path
    assert () == settings.keys
    assert 24 == settings.retention_hours
    assert Language.JA is settings.language
    assert ("info", "json") == (settings.log_level, settings.log_format)


def test_every_setting_is_read_from_the_environment(environment):
    """Whatever the case of the values of choices."""
    environment.setenv("KOTOWARI_DATA_DIR", "/data")
    environment.setenv("KOTOWARI_DATABASE_URL", "sqlite:////elsewhere/cases.db")
    environment.setenv("KOTOWARI_KEYS", f"{KEY}, {OTHER_KEY}")
    environment.setenv("KOTOWARI_RETENTION_HOURS", "72")
    environment.setenv("KOTOWARI_LANGUAGE", "EN")
    environment.setenv("KOTOWARI_LOG_LEVEL", "Warning")
    environment.setenv("KOTOWARI_LOG_FORMAT", "CONSOLE")
    settings = read_settings()

    assert Path("/data") == settings.data_dir
    assert Path("/elsewhere/cases.db") == settings.database_path
    assert [KEY, OTHER_KEY] == [key.get_secret_value() for key in settings.keys]
    assert 72 == settings.retention_hours
    assert Language.EN is settings.language
    assert ("warning", "console") == (settings.log_level, settings.log_format)


def test_database_stands_in_the_data_folder_unless_it_is_set(environment):
    """One variable moves everything."""
    environment.setenv("KOTOWARI_DATA_DIR", "~/mine")
    settings = read_settings()

    assert Path("/home/ann/mine/kotowari.db") == settings.database_path
    assert Path("/home/ann/mine/key") == settings.key_path


def test_empty_variable_counts_as_not_set(environment):
    """As container files like to leave them."""
    for name in VARIABLES:
        environment.setenv(name, "")

    assert Settings() == read_settings()


def test_secrets_do_not_show_themselves(environment):
    """Not in `repr`, and not when somebody prints the settings."""
    environment.setenv("KOTOWARI_KEYS", KEY)
    settings = read_settings()

    assert KEY not in repr(settings) + str(settings) + str(settings.model_dump())


def test_settings_do_not_change(environment):
    """They are read once and passed on."""
    settings = read_settings()
    with pytest.raises(ValidationError):
        settings.retention_hours = 1


def test_all_problems_are_told_at_once_without_their_values(environment):
    """One line each: where, what, remedy."""
    bad = {
        "KOTOWARI_DATA_DIR": "bad/folder",
        "KOTOWARI_DATABASE_URL": "mysql://user:bad-password@host/db",
        "KOTOWARI_KEYS": f"{KEY} bad-key",
        "KOTOWARI_RETENTION_HOURS": "bad-hours",
        "KOTOWARI_LANGUAGE": "bad-language",
        "KOTOWARI_LOG_LEVEL": "bad-level",
        "KOTOWARI_LOG_FORMAT": "bad-format",
    }
    for name, value in bad.items():
        environment.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()

    found = problems(caught.value)
    assert {*bad} - {"KOTOWARI_KEYS"} | {"KOTOWARI_KEYS (number 2)"} == set(found)
    assert len(bad) == len(str(caught.value).splitlines())
    assert "bad" not in str(caught.value)
    assert caught.value.__context__ is None
    assert "KOTOWARI_LANGUAGE: not a language we answer in; write ja or en" in str(caught.value).splitlines()


@pytest.mark.parametrize("hours", ["0", "-1", "721", "1.5", "24h", "１e3"])
def test_hours_out_of_range_are_refused(environment, hours):
    """Kept for at least an hour, and for at most thirty days."""
    environment.setenv("KOTOWARI_RETENTION_HOURS", hours)
    with pytest.raises(SettingsError, match="from 1 to 720"):
        read_settings()


@pytest.mark.parametrize("hours", [1, 24, 720])
def test_hours_within_range_are_taken(environment, hours):
    """The ends of the range belong to it."""
    environment.setenv("KOTOWARI_RETENTION_HOURS", str(hours))

    assert hours == read_settings().retention_hours


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///relative.db",
        "sqlite:///:memory:",
        "sqlite://",
        "/data/kotowari.db",
        "sqlite:////data/kotowari.db?mode=ro",
        "postgresql://host/db",
    ],
)
def test_addresses_that_we_cannot_use_are_refused(environment, address):
    """A relative path would depend on where the program is started."""
    environment.setenv("KOTOWARI_DATABASE_URL", address)
    with pytest.raises(SettingsError, match="four slashes"):
        read_settings()


def test_wrong_data_folder_is_one_problem_not_two(environment):
    """The database's default rests on it, but is not to blame."""
    environment.setenv("KOTOWARI_DATA_DIR", "relative")
    with pytest.raises(SettingsError) as caught:
        read_settings()

    assert ["KOTOWARI_DATA_DIR"] == list(problems(caught.value))


def test_home_that_is_not_known_is_a_problem_with_a_remedy(environment):
    """As for a service without a user's environment."""
    environment.setenv("HOME", "")
    environment.delenv("USERPROFILE", raising=False)
    with pytest.raises(SettingsError, match="KOTOWARI_DATA_DIR"):
        read_settings()


def test_mistyped_name_is_reported_with_the_right_one(environment):
    """Otherwise a key would silently not be used, and another one be made."""
    environment.setenv("KOTOWARI_KEY", KEY)
    with pytest.raises(SettingsError) as caught:
        read_settings()

    assert {"KOTOWARI_KEY": "no setting has this name"} == problems(caught.value)
    assert "KOTOWARI_KEYS" in caught.value.problems[0].remedy
    assert KEY not in str(caught.value)


def test_variables_of_the_test_suite_are_none_of_ours(environment):
    """They begin with KOTOWARI_TEST_."""
    environment.setenv("KOTOWARI_TEST_KILLS", "1")
    read_settings()


def test_file_in_the_working_folder_is_read_and_the_environment_goes_first(environment, tmp_path):
    """`.env`, as copied from `.env.example`."""
    (tmp_path / ".env").write_text("KOTOWARI_LANGUAGE=en\nKOTOWARI_RETENTION_HOURS=48\nOTHER=1\n")
    environment.setenv("KOTOWARI_RETENTION_HOURS", "72")
    settings = read_settings()

    assert (Language.EN, 72) == (settings.language, settings.retention_hours)
    assert Language.JA is read_settings(env_file=None).language


def test_mistakes_in_the_file_are_reported_too(environment, tmp_path):
    """A mistyped name, and a file that cannot be read."""
    (tmp_path / ".env").write_text("KOTOWARI_LANGAUGE=en\n")
    with pytest.raises(SettingsError, match="KOTOWARI_LANGAUGE: no setting .* KOTOWARI_LANGUAGE"):
        read_settings()
    (tmp_path / ".env").write_bytes(b"KOTOWARI_LANGUAGE=\xff\xfe\n")
    with pytest.raises(SettingsError, match="keep it in UTF-8"):
        read_settings()


def test_secrets_may_come_as_files(environment, tmp_path):
    """As container platforms mount them; the environment goes before them."""
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "kotowari_keys").write_text(f"{KEY}\n{OTHER_KEY}\n")
    environment.setenv(SECRETS_DIR, str(folder))
    assert [KEY, OTHER_KEY] == [key.get_secret_value() for key in read_settings().keys]

    environment.setenv("KOTOWARI_KEYS", OTHER_KEY)
    assert [OTHER_KEY] == [key.get_secret_value() for key in read_settings().keys]


def test_folder_of_secrets_must_be_there(environment, tmp_path):
    """A mount that failed must not pass for "no key set"."""
    environment.setenv(SECRETS_DIR, str(tmp_path / "missing"))
    with pytest.raises(SettingsError, match="no such folder"):
        read_settings()


@pytest.mark.parametrize(
    ("platform", "environment_of", "expected"),
    [
        ("linux", {"HOME": "/home/ann"}, "/home/ann/.local/share/kotowari"),
        ("linux", {"HOME": "/home/ann", "XDG_DATA_HOME": "/xdg"}, "/xdg/kotowari"),
        ("linux", {"HOME": "/home/ann", "XDG_DATA_HOME": "relative"}, "/home/ann/.local/share/kotowari"),
        ("darwin", {"HOME": "/Users/ann"}, "/Users/ann/Library/Application Support/kotowari"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/kotowari"),
        ("win32", {"USERPROFILE": "/users/ann"}, "/users/ann/AppData/Local/kotowari"),
    ],
)
def test_data_folder_follows_the_customs_of_the_system(platform, environment_of, expected):
    """XDG says that a relative path is to be ignored."""
    assert Path(expected) == data_dir_for(platform, environment_of)


def test_every_setting_has_its_remedy():
    """None is refused without advice."""
    assert set(Settings.model_fields) == set(REMEDIES)


def test_every_setting_is_in_the_example_and_nothing_else():
    """`.env.example` is what an operator reads."""
    text = (ROOT / ".env.example").read_text("utf-8")

    assert set(re.findall(r"^#? ?(KOTOWARI_[A-Z_]+)=", text, re.MULTILINE)) == VARIABLES


def test_the_example_works_as_it_is_copied(tmp_path):
    """Its defaults are those of the program."""
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text("utf-8"))

    assert read_settings(env_file=None) == read_settings()


# --- serving -----------------------------------------------------------------------------------------


def test_serving_needs_nothing_but_what_a_platform_gives(environment):
    """Everything else has a default."""
    settings = read_settings()

    assert ("127.0.0.1", 8080, None) == (settings.host, settings.port, settings.public_url)
    assert (None, None) == (settings.line_channel_secret, settings.line_channel_token)
    assert ("https://api.line.me", "https://api-data.line.me") == (settings.line_api_host, settings.line_data_host)
    assert settings.line_push is False
    assert ("教えていい", "ことわり", "kotowari") == settings.line_prefixes


def test_settings_of_line_are_read(environment):
    """Spaces and slashes at the ends do not count."""
    environment.setenv("KOTOWARI_LINE_CHANNEL_SECRET", " 0123456789abcdef ")
    environment.setenv("KOTOWARI_LINE_CHANNEL_TOKEN", "to/ken+==")
    environment.setenv("KOTOWARI_LINE_API_HOST", "http://127.0.0.1:8081/")
    environment.setenv("KOTOWARI_LINE_PUSH", "true")
    environment.setenv("KOTOWARI_LINE_PREFIXES", "聞いて、 ねえ bot ,")
    environment.setenv("KOTOWARI_PUBLIC_URL", "https://kotowari.example.jp/bot/")
    environment.setenv("KOTOWARI_HOST", "::")
    environment.setenv("KOTOWARI_PORT", "0")
    settings = read_settings()

    assert "0123456789abcdef" == settings.line_channel_secret.get_secret_value()
    assert "to/ken+==" == settings.line_channel_token.get_secret_value()
    assert "http://127.0.0.1:8081" == settings.line_api_host
    assert settings.line_push is True
    assert ("聞いて", "ねえ bot") == settings.line_prefixes
    assert "https://kotowari.example.jp/bot" == settings.public_url
    assert ("::", 0) == (settings.host, settings.port)


def test_secrets_of_line_do_not_show_themselves(environment):
    """Not when somebody prints the settings."""
    environment.setenv("KOTOWARI_LINE_CHANNEL_SECRET", "canary-secret")
    environment.setenv("KOTOWARI_LINE_CHANNEL_TOKEN", "canary-token")
    settings = read_settings()

    assert "canary" not in repr(settings) + str(settings) + str(settings.model_dump())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", "no host"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PUBLIC_URL", "http://kotowari.example.jp"),
        ("PUBLIC_URL", "elsewhere.example.jp"),
        ("PUBLIC_URL", "https://kotowari.example.jp?x=1"),
        ("LINE_CHANNEL_SECRET", "short"),
        ("LINE_CHANNEL_SECRET", "with spaces inside"),
        ("LINE_CHANNEL_TOKEN", "全角のトークンです"),
        ("LINE_API_HOST", "http://api.line.me"),
        ("LINE_API_HOST", "http://127.0.0.2:80"),
        ("LINE_API_HOST", "https://api.line.me/v2"),
        ("LINE_DATA_HOST", "elsewhere.example.jp"),
        ("LINE_PUSH", "maybe"),
        ("LINE_PREFIXES", "あ" * 21),
        ("LINE_PREFIXES", ", 、"),
    ],
)
def test_unusable_settings_for_serving_are_refused(environment, name, value):
    """One line each, without the value."""
    environment.setenv(f"KOTOWARI_{name}", value)
    with pytest.raises(SettingsError) as caught:
        read_settings()

    (where,) = problems(caught.value)
    assert f"KOTOWARI_{name}" == where.split(" ")[0]
    assert value not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "65535"), ("LINE_PREFIXES", "あ" * 20), ("LINE_CHANNEL_SECRET", "x" * 8)]
)
def test_ends_of_ranges_belong_to_them(environment, name, value):
    """As the remedies say."""
    environment.setenv(f"KOTOWARI_{name}", value)
    read_settings()
