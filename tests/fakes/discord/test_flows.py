"""Whole conversations with the real client: forms, menus, buttons, lists, languages, many at once."""

import io
import re

import discord
import pytest
from discord import ui

from tests.fakes.discord.interactions import COMMAND
from tests.fakes.discord.reading import labels, words
from tests.fakes.discord.trial import answering, layout, make_client, running


@pytest.fixture
def place(loopback):
    """Hanako in a server."""
    return loopback.user(), loopback.channel(loopback.guild())


class Form(ui.Modal, title="教えて大丈夫か調べる"):
    """Text and a list, as Kotowari's form."""

    text = ui.Label(text="相手の言葉", component=ui.TextInput(style=discord.TextStyle.paragraph, max_length=2000))
    platform = ui.Label(
        text="どこで",
        component=ui.Select(
            required=False,
            options=[
                discord.SelectOption(label="クラウドワークス", value="crowdworks"),
                discord.SelectOption(label="直接"),
            ],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction):
        await interaction.response.send_message(
            f"{self.text.component.value} {self.platform.component.values}", ephemeral=True
        )


async def test_form(loopback, client, place):
    """Opened by a command, filled in by label, answered."""
    answering(client, lambda one: one.response.send_modal(Form()))

    asked = loopback.slash(place[0], "ask", place[1])
    assert "教えて大丈夫か調べる" == (await loopback.form(asked))["title"]
    sent = loopback.submit(asked, {"相手の言葉": "LINE を教えて", "どこで": "クラウドワークス"})

    assert "LINE を教えて ['crowdworks']" == words(await loopback.answered(sent))
    assert [] == client.errors


async def test_menu_of_a_message(loopback, client):
    """The whole message comes along, files too, although the bot may not read it otherwise."""

    @client.tree.context_menu(name="教えていい?")
    async def check(interaction: discord.Interaction, message: discord.Message):
        data = await message.attachments[0].read()
        await interaction.response.send_message(f"{message.content} {data!r}", ephemeral=True)

    client.tree.get_command(
        "教えていい?", type=discord.AppCommandType.message
    ).allowed_installs = discord.app_commands.AppInstallationType(guild=True, user=True)
    await client.tree.sync()
    hanako, taro = loopback.user(installed=True), loopback.user("太郎")
    channel = loopback.private(hanako, taro)
    message = loopback.say(
        taro, "免許証の写真を送って", channel, attachments=[loopback.attachment("a.png", b"PNG", "image/png")]
    )

    asked = loopback.menu(hanako, "教えていい?", message)

    assert "免許証の写真を送って b'PNG'" == words(await loopback.answered(asked))
    assert (COMMAND, 2, {"1": hanako.id}) == (asked.kind, asked.context, asked.owners)


class Tone(ui.DynamicItem[ui.Button], template=r"1:tone:(?P<step>[0-9]+)"):
    """A button whose state is in its name."""

    def __init__(self, step):
        super().__init__(ui.Button(label="もっと柔らかく", custom_id=f"1:tone:{step}"))
        self.step = step

    @classmethod
    async def from_custom_id(cls, interaction, item, match: re.Match):
        return cls(int(match["step"]))

    async def callback(self, interaction: discord.Interaction):
        view = layout(f"文案 {self.step + 1}")
        view.add_item(ui.ActionRow(Tone(self.step + 1)))
        await interaction.response.edit_message(view=view)


async def test_buttons_survive_a_restart(loopback, place):
    """The message that was pressed on comes along with the button in it; that is all a new client needs."""
    view = layout("文案 0")
    view.add_item(ui.ActionRow(Tone(0)))
    async with running(loopback) as client:
        answering(client, lambda one: one.response.send_message(view=view, ephemeral=True))
        message = await loopback.answered(loopback.slash(place[0], "ask", place[1]))

    client = make_client()
    client.add_dynamic_items(Tone)
    async with running(loopback, client):
        first = await loopback.answered(loopback.press(place[0], message, "もっと柔らかく"))
        pressed = loopback.press(place[0], message, "1:tone:1")
        await loopback.answered(pressed)

    assert first is message
    assert ("文案 2", ["もっと柔らかく"]) == (words(message), labels(message))
    assert ["update"] == [one.how for one in pressed.answers]
    assert message.ephemeral
    assert message.layout


async def test_list_and_update_later(loopback, client, place):
    """A choice is acknowledged without a word; the message changes afterwards."""

    class Question(ui.View):
        @ui.select(options=[discord.SelectOption(label="はい", value="yes"), discord.SelectOption(label="いいえ")])
        async def choice(self, interaction: discord.Interaction, select):
            await interaction.response.defer()
            await interaction.edit_original_response(content=f"{select.values}", view=None)

    answering(client, lambda one: one.response.send_message("本人確認は済みましたか", view=Question()))
    message = await loopback.answered(loopback.slash(place[0], "ask", place[1]))

    chosen = loopback.choose(place[0], message, "はい")
    await loopback.answered(chosen)

    assert "['yes']" == words(message)
    assert ["defer update", "edit original"] == [one.how for one in chosen.answers]
    assert [] == message.components


async def test_press_answered_with_a_message(loopback, client, place):
    """It is a reply to the message that was pressed on, and can be a followup."""

    class Why(ui.View):
        @ui.button(label="なぜ")
        async def why(self, interaction: discord.Interaction, button):
            await interaction.response.send_message("規約です", ephemeral=True)
            await interaction.followup.send("第 5 条", ephemeral=True)

    answering(client, lambda one: one.response.send_message("断れます", view=Why()))
    message = await loopback.answered(loopback.slash(place[0], "ask", place[1]))

    pressed = loopback.press(place[0], message, "なぜ")
    answer = await loopback.answered(pressed)
    await loopback.until(lambda: len(pressed.shown) == 2)

    assert ["規約です", "第 5 条"] == [words(one) for one in pressed.shown]
    assert answer.replies_to is message


async def test_autocomplete(loopback, client, place):
    """Choices for what was typed."""

    @client.tree.command(description="決まり")
    async def policy(interaction: discord.Interaction, platform: str):
        await interaction.response.send_message(platform)

    @policy.autocomplete("platform")
    async def complete(interaction, current):
        return [discord.app_commands.Choice(name=current + "ワークス", value="crowdworks")]

    await client.tree.sync()

    asked = loopback.complete(place[0], "policy", place[1], "platform", "クラウド")

    assert {"クラウドワークス": "crowdworks"} == await loopback.offered(asked)
    assert "crowdworks" == words(
        await loopback.answered(loopback.slash(place[0], "policy", place[1], platform="crowdworks"))
    )


@pytest.mark.parametrize("where", ["server", "server without the bot", "bot dm", "dm of others", "group"])
@pytest.mark.parametrize("locale", ["ja", "en-US", "de"])
async def test_contexts_and_languages(loopback, client, where, locale):
    """The client understands where it was asked, by whom, and in which language."""
    seen = []

    async def look(interaction):
        seen.append((_context(interaction), str(interaction.locale), interaction.user.id, interaction.channel.id))
        await interaction.response.send_message("はい", ephemeral=True)

    answering(client, look)
    hanako = loopback.user(locale=locale, installed=True)
    channel = {
        "server": lambda: loopback.channel(loopback.guild()),
        "server without the bot": lambda: loopback.channel(loopback.guild(joined=False)),
        "bot dm": lambda: loopback.dm(hanako),
        "dm of others": lambda: loopback.private(hanako, loopback.user()),
        "group": lambda: loopback.private(hanako, loopback.user(), group=True),
    }[where]()

    asked = loopback.slash(hanako, "ask", channel)
    await loopback.answered(asked)

    context = {"server": 0, "server without the bot": 0, "bot dm": 1}.get(where, 2)
    assert [(context, locale, int(hanako.id), int(channel.id))] == seen
    assert context == asked.context
    owners = {"server": {"0": channel.guild and channel.guild.id, "1": hanako.id}, "bot dm": {"0": "0", "1": hanako.id}}
    assert owners.get(where, {"1": hanako.id}) == asked.owners


async def test_answers_with_files(loopback, client, place):
    """What is uploaded can be fetched from where the message says."""
    answering(
        client,
        lambda one: one.response.send_message(
            "あなたのデータ", file=discord.File(io.BytesIO(b'{"asks": []}'), "export.json", description="全部")
        ),
    )
    message = await loopback.answered(loopback.slash(place[0], "ask", place[1]))

    [attachment] = message.attachments
    assert ("export.json", "全部", 12) == (attachment["filename"], attachment["description"], attachment["size"])
    fetched = discord.Attachment(data=attachment, state=client._connection)
    assert b'{"asks": []}' == await fetched.read()


def _context(interaction):
    kinds = (interaction.context.guild, interaction.context.dm_channel, interaction.context.private_channel)
    return kinds.index(True)


async def test_two_hundred_at_once(loopback, client, place):
    """Every one is answered, once. The clock stands still: how fast it goes is not asked here."""
    loopback.clock.stop()
    answering(
        client,
        lambda one: one.response.defer(ephemeral=True, thinking=True),
        lambda one: one.edit_original_response(content=one.namespace.text),
    )
    asked = [loopback.slash(place[0], "ask", place[1], text=str(number)) for number in range(200)]
    for one in asked:
        await loopback.answered(one, seconds=30)

    assert [str(number) for number in range(200)] == [words(one.original) for one in asked]
    assert [] == loopback.unacknowledged() == loopback.slower_than(3600)
    assert 200 == len(loopback.slower_than(0))
    assert {2} == {len(one.answers) for one in asked}
