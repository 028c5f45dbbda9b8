"""What Discord would not let people do is told to whoever writes the test."""

import discord
import pytest
from discord import app_commands, ui

from tests.fakes.discord.permissions import MANAGE_GUILD
from tests.fakes.discord.reading import labels, words


@pytest.fixture
def place(loopback):
    """Hanako in a server."""
    return loopback.user(), loopback.channel(loopback.guild())


@pytest.fixture
async def registered(client):
    """A client with commands of several kinds."""
    seen = client.seen = []

    @client.tree.command(description="x")
    @app_commands.choices(tone=[app_commands.Choice(name="丁寧", value="soft")])
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def decline(interaction: discord.Interaction, text: app_commands.Range[str, 2, 5], tone: str = "soft"):
        seen.append((text, tone))
        await interaction.response.send_message("はい")

    group = app_commands.Group(
        name="setup", description="x", default_permissions=discord.Permissions(manage_guild=True)
    )

    @group.command(description="x")
    async def channels(
        interaction: discord.Interaction,
        channel: discord.TextChannel | None = None,
        who: discord.Member | None = None,
        file: discord.Attachment | None = None,
        many: int = 0,
    ):
        seen.append((channel and channel.name, who and who.name, file and await file.read(), many))
        await interaction.response.send_message("はい")

    client.tree.add_command(group)
    await client.tree.sync()
    return client


async def test_options(loopback, registered, place):
    """Required ones, lengths, choices and names are checked; so is the name of the command."""
    for wrong, why in [
        ({}, "required"),
        ({"text": "1"}, "2 to 5"),
        ({"text": "123456"}, "2 to 5"),
        ({"text": "12", "tone": "hard"}, "none of the choices"),
        ({"text": "12", "colour": "red"}, "no option"),
    ]:
        with pytest.raises(AssertionError, match=why):
            loopback.slash(place[0], "decline", place[1], wrong)
    with pytest.raises(AssertionError, match="no command"):
        loopback.slash(place[0], "refuse", place[1])
    with pytest.raises(AssertionError, match="no autocomplete"):
        loopback.complete(place[0], "decline", place[1], "text", "x")
    with pytest.raises(AssertionError, match="no command"):
        loopback.menu(place[0], "decline", loopback.say(place[0], "x", place[1]))

    await loopback.answered(loopback.slash(place[0], "decline", place[1], text="12345", tone="soft"))
    assert [("12345", "soft")] == registered.seen


async def test_places(loopback, registered, place):
    """Contexts, installations and permissions."""
    hanako = place[0]
    with pytest.raises(AssertionError, match="context 1"):
        loopback.slash(hanako, "decline", loopback.dm(hanako), text="123")
    hanako.installed = True
    with pytest.raises(AssertionError, match="nobody installed"):
        loopback.slash(hanako, "decline", loopback.channel(loopback.guild(joined=False)), text="123")
    with pytest.raises(AssertionError, match="permissions"):
        loopback.slash(hanako, "setup channels", place[1])
    with pytest.raises(AssertionError, match="conversations of others"):
        loopback.slash(hanako, "decline", loopback.dm(loopback.user()))


async def test_options_in_full(loopback, registered, place):
    """People, channels and files come along."""
    moderator = loopback.user("太郎")
    loopback.enter(place[1].guild, moderator, MANAGE_GUILD)
    options = {"channel": place[1], "who": moderator, "file": loopback.attachment("a", b"x", "text/plain"), "many": 3}

    asked = loopback.slash(moderator, "setup channels", place[1], options)
    await loopback.answered(asked)

    assert [("general", "太郎", b"x", 3)] == registered.seen
    assert int(asked.payload["member"]["permissions"]) & MANAGE_GUILD
    owner = place[1].guild.owner
    await loopback.answered(loopback.slash(owner, "setup channels", place[1]))


class Buttons(ui.View):
    """One of each."""

    def __init__(self):
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="規約", url="https://example.com"))

    @ui.button(label="はい", custom_id="yes")
    async def yes(self, interaction: discord.Interaction, button):
        await interaction.response.edit_message(content="済み", view=None)

    @ui.button(label="いいえ", disabled=True)
    async def no(self, interaction: discord.Interaction, button):
        pass

    @ui.select(max_values=2, options=[discord.SelectOption(label=one) for one in "甲乙丙"])
    async def which(self, interaction: discord.Interaction, select):
        await interaction.response.edit_message(content="".join(sorted(select.values)))


async def test_buttons_and_lists(loopback, client, place):
    """Only what is there, can be pressed, and is seen."""

    @client.tree.command(description="x")
    async def ask(interaction: discord.Interaction):
        await interaction.response.send_message("質問", view=Buttons(), ephemeral=True)

    message = await loopback.answered(loopback.slash(place[0], "ask", place[1]))
    assert ["はい", "いいえ", "規約"] == labels(message)
    for button, why in [("多分", "0 buttons"), ("規約", "another place"), ("いいえ", "switched off")]:
        with pytest.raises(AssertionError, match=why):
            loopback.press(place[0], message, button)
    with pytest.raises(AssertionError, match="only one person"):
        loopback.press(loopback.user(), message, "はい")
    for entries, why in [([], "between 1 and 2"), (["甲", "乙", "丙"], "between 1 and 2"), (["丁"], "no entry")]:
        with pytest.raises(AssertionError, match=why):
            loopback.choose(place[0], message, *entries)
    with pytest.raises(AssertionError, match="no menu"):
        loopback.menu(place[0], "x", message)

    await loopback.answered(loopback.choose(place[0], message, "乙", "甲"))
    assert "乙甲" == words(message)
    await loopback.answered(loopback.press(place[0], message, "yes"))
    with pytest.raises(AssertionError, match="0 buttons"):
        loopback.press(place[0], message, "はい")


class Form(ui.Modal, title="x"):
    """One field of each kind that has rules."""

    text = ui.Label(text="言葉", component=ui.TextInput(min_length=2, max_length=4))
    note = ui.Label(text="備考", component=ui.TextInput(required=False, default="無し"))
    which = ui.Label(
        text="どれ",
        component=ui.Select(options=[discord.SelectOption(label="甲"), discord.SelectOption(label="乙", default=True)]),
    )
    agreed = ui.Label(text="同意", component=ui.Checkbox())
    kind = ui.Label(
        text="種類",
        component=ui.RadioGroup(options=[discord.RadioGroupOption(label="一"), discord.RadioGroupOption(label="二")]),
    )

    async def on_submit(self, interaction: discord.Interaction):
        told = [self.text, self.note, self.agreed, self.kind]
        values = [*(one.component.value for one in told), self.which.component.values]
        await interaction.response.send_message(repr(values))


async def test_forms(loopback, client, place):
    """Lengths, required fields, entries; what is not touched stays as it was."""

    @client.tree.command(description="x")
    async def ask(interaction: discord.Interaction):
        await interaction.response.send_modal(Form())

    asked = loopback.slash(place[0], "ask", place[1])
    with pytest.raises(AssertionError, match="no form"):
        loopback.submit(asked, {})
    await loopback.form(asked)
    for wrong, why in [
        ({"種類": "一"}, "filled in"),
        ({"言葉": "1", "種類": "一"}, "2 to 4"),
        ({"言葉": "12345", "種類": "一"}, "2 to 4"),
        ({"言葉": "12"}, "answered"),
        ({"言葉": "12", "種類": "三"}, "no entry"),
        ({"言葉": "12", "種類": "一", "何": "x"}, "has no"),
    ]:
        with pytest.raises(AssertionError, match=why):
            loopback.submit(asked, wrong)

    sent = loopback.submit(asked, {"言葉": "1234", "種類": "二", "同意": True})
    assert "['1234', '無し', True, '二', ['乙']]" == words(await loopback.answered(sent))


async def test_loading_messages_cannot_be_pressed(loopback, client, place):
    """Nor those that are gone."""

    @client.tree.command(description="x")
    async def ask(interaction: discord.Interaction):
        await interaction.response.defer()

    asked = loopback.slash(place[0], "ask", place[1])
    await loopback.acknowledged(asked)
    asked.original.components = [{"type": 1, "components": [{"type": 2, "id": 1, "label": "x", "custom_id": "x"}]}]
    with pytest.raises(AssertionError, match="thinking"):
        loopback.press(place[0], asked.original, "x")
    asked.original.deleted = True
    with pytest.raises(AssertionError, match="gone"):
        loopback.press(place[0], asked.original, "x")


async def test_waiting_in_vain(loopback, place):
    """Says what is known instead of an answer."""
    asked = loopback.slash(place[0], "ask", place[1])
    with pytest.raises(AssertionError, match="an answer to ask did not happen within 0.1 s. Calls: {}"):
        await loopback.answered(asked, seconds=0.1)
