"""The commands as Discord lists them."""

import json
import re
from pathlib import Path

import pytest

from bot.adapters.discord.app import Account
from bot.adapters.discord.limits import CHOICE_NAME, CHOICES, COMMAND_CHARACTERS, COMMAND_DESCRIPTION, COMMAND_NAME
from bot.adapters.discord.registration import Registration, install_url
from policies.vocabulary import Language

EXPECTED = {
    "ask",
    "decline",
    "why",
    "policy",
    "settings",
    "forget",
    "export",
    "privacy",
    "help",
    "setup",
    "Should I share this?",
}
ROOT = Path(__file__).parents[3]
SLASH_NAME = re.compile(r"[-_'\w]{1,32}")


@pytest.fixture
async def payload(core, wording):
    """What Discord is told."""
    return await Registration(Account("token", Language.JA, 24), core, wording).payload()


def named(parts):
    """Everything that has a name: commands, their options and choices, with what it is."""
    for part in parts:
        yield "command", part
        yield from inside(part)


def inside(part):
    """What stands below a command."""
    for option in part.get("options") or ():
        yield "option", option
        yield from inside(option)
        for choice in option.get("choices") or ():
            yield "choice", choice


async def test_all_commands_are_there(payload):
    """No more, and no fewer."""
    assert EXPECTED == {command["name"] for command in payload}


async def test_everything_is_translated(payload):
    """English under its own key as well, since Discord falls back to it."""
    missing = []
    for kind, part in named(payload):
        for key in ("name", "description"):
            if part.get(key):
                known = part.get(f"{key}_localizations") or {}
                if {"ja", "en-US"} != known.keys() or part[key] != known["en-US"]:
                    missing.append((kind, part["name"], key))

    assert [] == missing


async def test_everything_fits(payload):
    """Names, descriptions, numbers of options, and the whole of a command."""
    wrong = []
    for kind, part in named(payload):
        names = [part["name"], *(part.get("name_localizations") or {}).values()]
        described = (
            [part["description"], *part["description_localizations"].values()] if part.get("description") else []
        )
        is_menu = part.get("type") == 3 and kind == "command"
        for name in names:
            if kind == "choice" or is_menu:
                fits = 1 <= len(name) <= (CHOICE_NAME if kind == "choice" else COMMAND_NAME)
            else:
                fits = SLASH_NAME.fullmatch(name) and name == name.lower()
            if not fits:
                wrong.append(name)
        wrong += [text for text in described if not 1 <= len(text) <= COMMAND_DESCRIPTION]
        wrong += (
            [part["name"]]
            if len(part.get("options") or ()) > CHOICES or len(part.get("choices") or ()) > CHOICES
            else []
        )
    for command in payload:
        if len(json.dumps(command, ensure_ascii=False)) > COMMAND_CHARACTERS:
            wrong.append(f"{command['name']} is long")

    assert [] == wrong


async def test_where_they_are_offered(payload):
    """Everywhere and to everybody; the set-up only in servers, to those who manage them."""
    for command in payload:
        if command["name"] == "setup":
            assert ([0], [0]) == (command["integration_types"], command["contexts"])
            assert 32 == int(command["default_member_permissions"])
        else:
            assert ([0, 1], [0, 1, 2]) == (sorted(command["integration_types"]), sorted(command["contexts"]))
            assert command["default_member_permissions"] is None


@pytest.mark.parametrize("language", list(Language))
async def test_texts_name_commands_that_there_are(payload, wording, language):
    """As the reader finds them in Discord."""
    locale = {"ja": "ja", "en": "en-US"}[language]
    names = {command["name_localizations"][locale] for command in payload if command["name_localizations"]}
    named = {
        name
        for key, text in wording.texts.of(language).texts.items()
        if not key.startswith("commands.")
        for name in re.findall(r"`/([^` ]+)", text)
    }

    assert named
    assert named <= names


async def test_how_commands_stand(loopback, account, core, wording):
    """Missing at first, current once registered, outdated after a change, and unknown if they are not ours."""
    registration = Registration(account, core, wording)
    assert EXPECTED == set((await registration.look()).missing)

    names, url = await registration.register()
    assert EXPECTED == set(names)
    assert (await registration.look()).is_current
    assert f"client_id={loopback.application_id}" in url
    assert "permissions=274877975552" in url
    assert "scope=bot+applications.commands" in url

    assert ((), ()) == ((await registration.look()).needless, (await registration.look()).shut)

    for command in loopback.commands.registered[None]:
        if command["name"] == "ask":
            command["description"] = "another"
        if command["name"] == "why":
            command["name"] = "because"
    after = await registration.look()
    assert (("why",), ("ask",), ("because",)) == (after.missing, after.outdated, after.unknown)


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_documents_name_the_link(name):
    """With just the scopes and permissions that the program asks for."""
    link = install_url(0).replace("client_id=0", "client_id=YOUR_ID")

    assert f"`{link}`" in (ROOT / name).read_text(encoding="utf-8")


async def test_what_is_switched_on_in_the_portal(loopback, account, core, wording):
    """Intents that are not needed, and ways of installing that are shut."""
    loopback.gateway.allowed_intents = (1 << 1) | (1 << 15)
    loopback.installs = {"0"}

    found = await Registration(account, core, wording).look()

    assert (("Server Members", "Message Content"), ("User Install",)) == (found.needless, found.shut)
