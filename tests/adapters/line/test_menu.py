"""The menu below the chat, and setting it at a LINE that refuses what LINE refuses."""

import asyncio
import json
import os
import struct
import sys

import aiohttp
import pytest

from bot.adapters.line.buttons import Action, decode
from bot.adapters.line.limits import MENU_BAR_TEXT, MENU_LABEL, MENU_NAME, MENU_PICTURE_BYTES
from bot.adapters.line.menu import AREAS, HEIGHT, WIDTH, menu, picture_path
from bot.adapters.line.menu_setting import Hosts, MenuSetter
from bot.adapters.line.wording import Wording
from bot.bootstrap import load_core, load_line_texts
from bot.core.reading import Intent
from bot.errors import KotowariError
from policies.vocabulary import Language
from tests.fakes.line import counting, faults
from tests.fakes.line.fixtures import loopback_line  # noqa: F401
from tests.fakes.line.limits import rich_menu_problems
from tests.fakes.line.schema import outgoing
from tests.house.tree import ROOT
from tests.pictures.menu import digest, noted


@pytest.fixture(scope="module")
def core():
    """All that advice rests on."""
    return load_core()


@pytest.fixture(scope="module")
def wording(core):
    """All words."""
    return Wording(core.phrasebook, load_line_texts(), core.rulebook)


@pytest.fixture
def menus(wording):
    """Both menus."""
    return [menu(language, wording) for language in Language]


async def setting(line, menus, token=None):
    """Set the menus, and return what was done."""
    async with MenuSetter(token or line.access_token, Hosts(line.url, line.url)) as setter:
        return await setter.set(menus, next((each for each in menus if each.language is Language.JA), None))


def shown(line, alias):
    """The name of the menu that an alias leads to."""
    return line.menus.menus[line.menus.aliases[alias]].body["name"]


# --- what it is ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_menu_is_one_that_line_takes(wording, language):
    """By its description and by the limits that stand only in its reference."""
    body = menu(language, wording).body

    assert [] == [*rich_menu_problems(body), *outgoing().problems("RichMenuRequest", body)]
    assert counting.graphemes(body["chatBarText"]) <= MENU_BAR_TEXT
    assert len(body["name"]) <= MENU_NAME


@pytest.mark.parametrize("language", list(Language))
def test_areas_cover_the_picture(wording, language):
    """Every point of it belongs to one area, so that no tap goes nowhere."""
    bounds = [area["bounds"] for area in menu(language, wording).body["areas"]]

    assert len(AREAS) == len(bounds)
    assert WIDTH * HEIGHT == sum(each["width"] * each["height"] for each in bounds)
    for one in bounds:
        apart = [
            one["x"] + one["width"] <= other["x"]
            or other["x"] + other["width"] <= one["x"]
            or one["y"] + one["height"] <= other["y"]
            or other["y"] + other["height"] <= one["y"]
            for other in bounds
            if other is not one
        ]
        assert all(apart)


@pytest.mark.parametrize("language", list(Language))
def test_areas_are_read_aloud(wording, language):
    """Each has a label of its own."""
    found = [area["action"]["label"] for area in menu(language, wording).body["areas"]]

    assert len(AREAS) == len(set(found))
    assert all(0 < counting.graphemes(label) <= MENU_LABEL for label in found)


@pytest.mark.parametrize("language", list(Language))
def test_taps_can_be_read_back(wording, language):
    """And do the same whatever the case is."""
    other = "en" if language is Language.JA else "ja"
    actions = [area["action"] for area in menu(language, wording).body["areas"]]

    found = [decode(action["data"]) for action in actions if "data" in action]
    assert [
        (Action.PASTE, 0, language),
        (Action.EXAMPLE, 0, f"{language}1"),
        (Action.HELP, 0, language),
        (Action.HELP, 0, other),
        (Action.PRIVACY, 0, language),
    ] == [(button.action, button.step, button.value) for button in found]
    assert f"kotowari-{other}" == actions[AREAS.index("language")]["richMenuAliasId"]


@pytest.mark.parametrize("language", list(Language))
def test_messages_of_taps_are_understood(core, wording, language):
    """As if they had been typed, which is what PCs need."""
    actions = {area: each["action"] for area, each in zip(AREAS, menu(language, wording).body["areas"], strict=True)}

    assert Intent.LETTER is core.read(actions["letter"]["text"]).intent
    assert core.read(actions["example"]["displayText"]).asks


def test_picture_has_the_size_that_line_wants(menus):
    """To the pixel, and below a megabyte."""
    for each in menus:
        assert b"\x89PNG" == each.picture[:4]
        assert (WIDTH, HEIGHT) == struct.unpack(">II", each.picture[16:24])
        assert len(each.picture) <= MENU_PICTURE_BYTES


@pytest.mark.parametrize("language", list(Language))
def test_picture_shows_the_words_of_today(language):
    """After a change of `menu.toml` it must be drawn anew: make pictures ARGS=--menu."""
    assert digest(language) == noted(picture_path(language).read_bytes())


def test_name_changes_with_the_menu(wording, monkeypatch, tmp_path):
    """So that a newer version is told from the one at LINE."""
    before = menu(Language.JA, wording).name
    changed = tmp_path / "menu.png"
    changed.write_bytes(picture_path(Language.JA).read_bytes() + b"\0")
    monkeypatch.setattr("bot.adapters.line.menu.picture_path", lambda _: changed)

    assert before != menu(Language.JA, wording).name
    assert before.startswith("kotowari-ja-")


# --- setting it ------------------------------------------------------------------------------------


async def test_menus_are_set(line, menus):
    """With their pictures and aliases; who has none of their own sees the Japanese one."""
    done = await setting(line, menus)

    assert 2 == len(line.menus.menus)
    assert [each.picture for each in menus] == [found.picture for found in line.menus.menus.values()]
    assert [each.name for each in menus] == [shown(line, each.alias) for each in menus]
    assert line.menus.aliases["kotowari-ja"] == line.menus.default
    assert 7 == len(done)


async def test_setting_again_changes_nothing(line, menus):
    """Not one request that writes."""
    await setting(line, menus)
    before = dict(line.menus.menus)

    assert [] == await setting(line, menus)
    assert before == line.menus.menus


async def test_older_menus_of_ours_are_removed(line, menus):
    """Those of others stay, also those whose names begin like ours."""
    await setting(line, menus)
    names = {"kotowari-ja-0123456789ab": False, "winter": True, "kotowari": True}
    for name in names:
        body = {**menus[0].body, "name": name}
        names[name] = (await _created(line, body), names[name])

    done = await setting(line, menus)

    assert ["removed kotowari-ja-0123456789ab"] == done
    assert {name: stays for name, (_, stays) in names.items()} == {
        name: each in line.menus.menus for name, (each, _) in names.items()
    }


async def test_newer_menu_takes_the_place_of_the_older(line, menus, wording):
    """Alias and default lead to the new one before the old one goes."""
    old = menu(Language.JA, wording)
    old.body["name"] = "kotowari-ja-older"
    await setting(line, [old, menus[1]])

    done = await setting(line, menus)

    assert 2 == len(line.menus.menus)
    assert menus[0].name == shown(line, "kotowari-ja")
    assert line.menus.aliases["kotowari-ja"] == line.menus.default
    assert "removed kotowari-ja-older" == done[-1]


async def test_one_language_leaves_the_other_alone(line, menus):
    """Neither its menu nor what everybody sees."""
    await setting(line, menus)
    before = line.menus.default

    assert [] == await setting(line, menus[1:])
    assert before == line.menus.default
    assert 2 == len(line.menus.menus)


@pytest.mark.parametrize("endpoint", ["create rich menu", "set menu picture", "create alias", "set default menu"])
async def test_setting_goes_on_where_it_broke_off(line, menus, endpoint):
    """The same command brings it to its end, without a second menu of the same name."""
    line.faults.add(endpoint, faults.BROKEN)

    with pytest.raises(KotowariError) as raised:
        await setting(line, menus)
    await setting(line, menus)

    assert "status 500" in str(raised.value)
    assert [each.name for each in menus] == [found.body["name"] for found in line.menus.menus.values()]
    assert line.menus.aliases["kotowari-ja"] == line.menus.default
    assert all(found.picture for found in line.menus.menus.values())


async def test_wrong_token_is_told(line, menus):
    """With the name of the variable, and without the token."""
    with pytest.raises(KotowariError) as raised:
        await setting(line, menus, token="wrong-token")
    line.forgive()

    assert str(raised.value).startswith("KOTOWARI_LINE_CHANNEL_TOKEN: LINE does not accept the token")
    assert "wrong-token" not in str(raised.value)


@pytest.mark.parametrize(
    ("fault", "told"), [(faults.RATE_LIMIT, "no more requests"), (faults.RESET, "cannot be reached")]
)
async def test_other_refusals_are_told(line, menus, fault, told):
    """In one line, with a remedy."""
    line.faults.add("list rich menus", fault, times=3)

    with pytest.raises(KotowariError) as raised:
        await setting(line, menus)

    assert told in str(raised.value)
    assert 1 == len(raised.value.problems)


async def _created(line, body):
    """The id of a menu that somebody else has made."""
    headers = {"Authorization": f"Bearer {line.access_token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{line.url}/v2/bot/richmenu", json=body) as answer,
    ):
        return (await answer.json())["richMenuId"]


# --- the command -----------------------------------------------------------------------------------


@pytest.fixture
def command(tmp_path, line):
    """Runs `kotowari line menu` as a person would, against the loopback LINE."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KOTOWARI_")}
    ours = {"CHANNEL_TOKEN": line.access_token, "API_HOST": line.url, "DATA_HOST": line.url}

    async def run(*arguments, token=True):
        told = {f"KOTOWARI_LINE_{name}": value for name, value in ours.items() if token or name != "CHANNEL_TOKEN"}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "line", "menu", *arguments),
            cwd=tmp_path,
            env={**environment, **told, "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        return process.returncode, out.decode().splitlines(), err.decode().splitlines()

    return run


async def test_dry_run_writes_what_would_be_sent(command, tmp_path, menus, line):
    """And needs no token."""
    code, out, _ = await command("--dry-run", "new", token=False)

    assert (0, 4) == (code, len(out))
    for each in menus:
        assert each.body == json.loads((tmp_path / "new" / f"menu-{each.language}.json").read_text(encoding="utf-8"))
        assert each.picture == (tmp_path / "new" / f"menu-{each.language}.png").read_bytes()
    assert not line.menus.menus


async def test_command_without_a_token_says_so(command):
    """Exit code 2, one line."""
    code, _, err = await command(token=False)

    assert (2, 1) == (code, len(err))
    assert err[0].startswith("KOTOWARI_LINE_CHANNEL_TOKEN: not set; ")


async def test_command_sets_the_menus(command, line):
    """From the settings; a second time it says that nothing was to be done."""
    first, again = await command(), await command("--lang", "en")

    assert (0, 7) == (first[0], len(first[1]))
    assert (0, ["all menus were set already"], []) == again
    assert 2 == len(line.menus.menus)


async def test_command_takes_the_languages_that_there_are(command):
    """Exit code 2, with those in the remedy."""
    code, _, err = await command("--lang", "fr")

    assert 2 == code
    assert ["--lang: “fr” is none of its values; write one of: en, ja"] == err


async def test_proxies_of_the_environment_count_except_on_this_machine(line, menus, monkeypatch):
    """As for everything else that is sent."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)

    assert await setting(line, menus)
    async with MenuSetter("t", Hosts("https://api.line.me", "https://api-data.line.me")) as setter:
        assert setter._session.trust_env
