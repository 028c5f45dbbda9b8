"""Both sides of each limit of commands, and commands over the wire."""

import discord
import pytest
from discord import app_commands

from tests.fakes.discord.registrations import all_problems, characters, command_problems


def command(name="ask", **more):
    """A sound slash command."""
    return {"type": 1, "name": name, "description": "聞く", **more}


def option(name="text", **more):
    """A sound option."""
    return {"type": 3, "name": name, "description": "言葉", **more}


def named(**names):
    """Names in languages."""
    return {"name_localizations": names}


@pytest.mark.parametrize(
    ("one", "wrong"),
    [
        (command(), []),
        (command("x" * 32), []),
        (command("x" * 33), ["name"]),
        (command("Ask"), ["name"]),
        (command("ask me"), ["name"]),
        (command("教えて"), []),
        (command("ask-me_2"), []),
        (command("ask!"), ["name"]),
        (command(description="x" * 100), []),
        (command(description="x" * 101), ["description"]),
        (command(description=""), ["description"]),
        (command(**named(ja="聞く", **{"en-US": "ask"})), []),
        (command(**named(jp="聞く")), ["name_localizations"]),
        (command(**named(en="ask")), ["name_localizations"]),
        (command(**named(**{"en-US": "Ask"})), ["name_localizations.en-US"]),
        (command(**named(ja="き" * 33)), ["name_localizations.ja"]),
        (command(description_localizations={"jp": "x"}), ["description_localizations"]),
        (command(description_localizations={"ja": "x" * 101}), ["description_localizations.ja"]),
        (command(options=[option(f"o{n}") for n in range(25)]), []),
        (command(options=[option(f"o{n}") for n in range(26)]), ["options"]),
        (command(options=[option(), option()]), ["options.1.name", "options"]),
        (command(options=[option(), option("b", required=True)]), ["options.1.required"]),
        (command(options=[option("a", required=True), option()]), []),
        (command(options=[option("a", **named(ja="同じ")), option("b", **named(ja="同じ"))]), ["options"]),
        (command(options=[option("a", **named(ja="b")), option("b")]), ["options"]),
        (command(options=[option(choices=[{"name": str(n), "value": "x"} for n in range(25)])]), []),
        (command(options=[option(choices=[{"name": str(n), "value": "x"} for n in range(26)])]), ["options.0.choices"]),
        (command(options=[option(choices=[{"name": "x" * 100, "value": "x" * 100}])]), []),
        (command(options=[option(choices=[{"name": "x" * 101, "value": "x"}])]), ["options.0.choices.0.name"]),
        (command(options=[option(choices=[{"name": "x", "value": "x" * 101}])]), ["options.0.choices.0.value"]),
        (
            command(options=[option(choices=[{"name": "x", "value": "x", **named(jp="x")}])]),
            ["options.0.choices.0.name_localizations"],
        ),
        (
            command(options=[option(choices=[{"name": "x", "value": "x"}], autocomplete=True)]),
            ["options.0.autocomplete"],
        ),
        (command(options=[option(min_length=0, max_length=6000)]), []),
        (command(options=[option(max_length=6001)]), ["options.0.max_length"]),
        (command(options=[{"type": 1, "name": "a", "description": "x", "options": [option()]}]), []),
        (command(options=[{"type": 1, "name": "a", "description": "x"}, option()]), ["options"]),
        (
            command(options=[{"type": 2, "name": "g", "description": "x", "options": [option()]}]),
            ["options.0.options.0.type"],
        ),
        (command(contexts=[0, 1, 2], integration_types=[0, 1]), []),
        (command(contexts=[3]), ["contexts.0"]),
        (command(integration_types=[]), ["integration_types"]),
        (command(descripton="x"), ["descripton"]),
        ({"type": 3, "name": "教えていい?"}, []),
        ({"type": 3, "name": "x" * 33}, ["name"]),
        ({"type": 3, "name": "x", "description": "y"}, ["description"]),
        ({"type": 9, "name": "x"}, ["type"]),
    ],
)
def test_commands(one, wrong):
    """Each part of one."""
    assert wrong == [found.place for found in command_problems(one)]


def so_long(size):
    """A command of exactly so many characters that breaks no other limit."""
    long = [{"name": f"{n:02}" + "x" * 48, "value": "x" * 100, **named(ja="x" * 100)} for n in range(25)]
    one = command("a", options=[option("b", choices=long), option("c", choices=long[:10]), option("d", choices=[])])
    left = size - characters(one)
    parts = [*[150] * (left // 150), left % 150]
    one["options"][2]["choices"] = [
        {"name": f"{n:02}" + "y" * (part - 3 - part // 2), "value": "y" * (part // 2 + 1)}
        for n, part in enumerate(parts)
    ]
    return one


@pytest.mark.parametrize(("size", "wrong"), [(8000, []), (8001, [""])])
def test_characters_of_a_command(size, wrong):
    """8,000 in all; of each name and description only the longest language counts."""
    assert size == characters(so_long(size))
    assert wrong == [found.place for found in command_problems(so_long(size))]


@pytest.mark.parametrize(("kind", "most"), [(1, 100), (2, 15), (3, 15)])
def test_number_of_commands(kind, most):
    """100 slash commands, 15 of each menu; names differ."""
    more = {"description": "x"} if kind == 1 else {}
    many = [{"type": kind, "name": f"c{n}", **more} for n in range(most)]
    assert [] == list(all_problems(many))
    assert [""] == [one.place for one in all_problems([*many, {"type": kind, "name": "z", **more}])]
    assert ["1.name"] == [one.place for one in all_problems([many[0], many[0]])]


async def test_sync(loopback, client):
    """Registered for everywhere and for a server; ids stay; what people see is in their language."""

    class Words(app_commands.Translator):
        async def translate(self, string, locale, context):
            return {"ask": "聞く"}.get(string.message) if locale is discord.Locale.japanese else None

    await client.tree.set_translator(Words())

    @client.tree.command(description="x")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def ask(interaction: discord.Interaction, text: str | None = None):
        await interaction.response.send_message("はい")

    guild = loopback.guild()
    first = await client.tree.sync()
    again = await client.tree.sync()
    client.tree.copy_global_to(guild=discord.Object(int(guild.id)))
    own = await client.tree.sync(guild=discord.Object(int(guild.id)))

    assert [one.id for one in first] == [one.id for one in again] != [one.id for one in own]
    assert {None, guild.id} == set(loopback.commands.registered)
    assert [one.id for one in await client.tree.fetch_commands()] == [one.id for one in first]
    [registered] = loopback.commands.registered[None]
    assert {"ja": "聞く"} == registered["name_localizations"]
    asked = loopback.slash(loopback.user(locale="ja"), "聞く", loopback.channel(guild))
    assert "ask" == asked.payload["data"]["name"]
    await loopback.answered(asked)


async def test_refused_registration(loopback, client):
    """Nothing is registered if one is wrong, and the client says where."""

    @client.tree.command(name="ask", description="x")
    async def ask(interaction: discord.Interaction):
        pass

    ask.description = "x" * 101
    with pytest.raises(app_commands.CommandSyncFailure, match="description"):
        await client.tree.sync()

    assert {} == loopback.commands.registered
    assert "0.description" in {one.place for one in loopback.forgive()}


async def test_commands_one_by_one(loopback, api):
    """Created, changed, fetched, deleted."""
    path = f"/applications/{loopback.application_id}/commands"
    _, made = await api("POST", path, command())
    status, changed = await api("PATCH", f"{path}/{made['id']}", {"description": "別の"})
    assert (200, "別の") == (status, changed["description"])
    assert made["id"] == (await api("POST", path, command(description="また")))[1]["id"]
    assert 400 == (await api("PATCH", f"{path}/{made['id']}", {"name": "No"}))[0]
    assert 204 == (await api("DELETE", f"{path}/{made['id']}"))[0]
    assert (404, 10063) == ((told := await api("GET", f"{path}/{made['id']}"))[0], told[1]["code"])
    assert loopback.forgive()


async def test_commands_of_others(loopback, api):
    """403 for another app, and for servers that the bot is not in."""
    away = loopback.guild(joined=False)
    for path in ("/applications/1/commands", f"/applications/{loopback.application_id}/guilds/{away.id}/commands"):
        status, told = await api("PUT", path, [])
        assert (403, 50001) == (status, told["code"])
