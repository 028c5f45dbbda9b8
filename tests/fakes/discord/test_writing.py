"""Messages of the bot outside interactions: changed, with files, refused by AutoMod."""

import io

import discord
import pytest

from tests.fakes.discord.trial import sent_by


@pytest.fixture
async def place(loopback, client):
    """Hanako in a server that the client knows."""
    channel = loopback.channel(loopback.guild())
    await loopback.until(lambda: client.get_channel(int(channel.id)))
    return loopback.user(), channel


async def test_automod(loopback, client, place):
    """Refuses what everybody would see, in any part of the message. Hidden answers pass."""
    place[1].guild.blocked_words.add("LINE")
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("LINE"))

    assert 200000 == await sent_by(client, place[1], "LINE を教えて")
    assert 200000 == await sent_by(client, place[1], view=view)
    assert 200000 == await sent_by(client, place[1], embed=discord.Embed(title="LINE"))
    assert await sent_by(client, place[1], "電話") is None
    assert await sent_by(client, loopback.dm(place[0]), "LINE") is None

    @client.tree.command(description="聞く")
    async def ask(interaction: discord.Interaction, hidden: bool):
        await interaction.response.send_message("LINE", ephemeral=hidden)

    await loopback.answered(loopback.slash(place[0], "ask", place[1], hidden=True))
    refused = loopback.slash(place[0], "ask", place[1], hidden=False)
    await loopback.until(lambda: [one for one in loopback.calls("callback") if one.code == 200000])
    assert not refused.acknowledged


async def test_changing_and_deleting(loopback, client, place):
    """Its own messages, not those of others; hidden ones not by this way."""
    channel = client.get_channel(int(place[1].id))
    message = await channel.send("一", embed=discord.Embed(title="t"))
    await message.edit(content="二")
    [ours] = loopback.sent_to(place[1])
    assert ("二", 1) == (ours.content, len(ours.embeds))
    assert ours.edited

    theirs = loopback.say(place[0], "x", place[1])
    for attempt in (channel.get_partial_message(int(theirs.id)).edit(content="y"),
                    channel.get_partial_message(int(theirs.id)).delete()):  # fmt: skip
        with pytest.raises(discord.Forbidden):
            await attempt
    assert ["edit message"] == [one.route for one in loopback.forgive()]

    await message.delete()
    assert [] == loopback.sent_to(place[1])
    with pytest.raises(discord.NotFound):
        await message.edit(content="三")


async def test_layout_stays_layout(loopback, client, place):
    """A message of components can never have content again; one with content can become one, emptied in one step."""
    channel = client.get_channel(int(place[1].id))
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("一"))
    message = await channel.send("古い")
    with pytest.raises(discord.HTTPException):
        await client.http.request(_edit(channel, message), json={"flags": 32768, "components": view.to_components()})
    assert ["content"] == [one.place for one in loopback.forgive()]

    await message.edit(content=None, view=view)
    [ours] = loopback.sent_to(place[1])
    assert ours.layout
    with pytest.raises(discord.HTTPException):
        await client.http.request(_edit(channel, message), json={"content": "また"})
    assert ["content"] == [one.place for one in loopback.forgive()]


def _edit(channel, message):
    return discord.http.Route(
        "PATCH", "/channels/{channel_id}/messages/{message_id}", channel_id=channel.id, message_id=message.id
    )


async def test_empty_messages(loopback, client, place):
    """50006, also when an edit takes all away."""
    assert 50006 == await sent_by(client, place[1], " \n ")
    message = await client.get_channel(int(place[1].id)).send("一")
    with pytest.raises(discord.HTTPException) as caught:
        await message.edit(content="")
    assert 50006 == caught.value.code
    assert "一" == loopback.sent_to(place[1])[0].content
    assert 2 == len(loopback.forgive())


@pytest.mark.parametrize(("size", "code"), [(10 * 1024 * 1024, None), (10 * 1024 * 1024 + 1, 40005)])
async def test_size_of_files(loopback, client, place, size, code):
    """10 MiB."""
    assert code == await sent_by(client, place[1], file=discord.File(io.BytesIO(b"x" * size), "x.bin"))


async def test_files_in_components(loopback, client, place):
    """Shown from where they lie; what was not uploaded cannot be shown."""
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.File("attachment://letter.txt"))
    letter = discord.File(io.BytesIO("お断り".encode()), "letter.txt")

    assert await sent_by(client, place[1], view=view, file=letter) is None
    [ours] = loopback.sent_to(place[1])
    assert ours.attachments[0]["url"] == ours.components[0]["file"]["url"]
    assert 50035 == await sent_by(client, place[1], view=view)
    assert loopback.forgive()


async def test_files_expire(loopback, client, place):
    """After a day, without a signature, or when they are gone."""
    found = loopback.attachment("a.png", b"PNG", "image/png")
    attachment = discord.Attachment(data=found, state=client._connection)
    assert b"PNG" == await attachment.read()

    loopback.clock.advance(24 * 3600 + 1)
    with pytest.raises(discord.NotFound):
        await attachment.read()
    loopback.clock.advance(-24 * 3600 - 1)
    with pytest.raises(discord.NotFound):
        await client.http.get_from_cdn(found["url"].split("?")[0])
    loopback.cdn.lose(found)
    with pytest.raises(discord.NotFound):
        await attachment.read()


async def test_history(loopback, client, place):
    """Newest first; what others wrote is empty without the intent."""
    loopback.say(place[0], "秘密", place[1])
    await sent_by(client, place[1], "こちら")
    channel = client.get_channel(int(place[1].id))

    assert ["こちら", ""] == [one.content async for one in channel.history(limit=10)]
