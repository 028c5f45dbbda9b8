"""A small bot, made with the real client, to try the loopback Discord with."""

import asyncio
import contextlib
from contextlib import asynccontextmanager


def make_client(cls=None, **options):
    """A client with the intents that Kotowari has, and a command tree on it."""
    import discord

    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.dm_messages = True
    settings = {"intents": intents, "max_messages": None, "guild_ready_timeout": 0.05, **options}
    client = (cls or discord.Client)(
        chunk_guilds_at_startup=False, member_cache_flags=discord.MemberCacheFlags.none(), **settings
    )
    client.tree = discord.app_commands.CommandTree(client)
    client.errors = []

    @client.event
    async def on_error(event, *arguments, **more):
        import sys

        client.errors.append(sys.exc_info()[1])

    return client


def echo(client):
    """A command `ask` on the client that answers with what it was given."""
    import discord

    async def ask(interaction, text):
        await interaction.response.send_message(text)

    # Given here, because the client is only imported when it is needed.
    ask.__annotations__ = {"interaction": discord.Interaction, "text": str}
    client.tree.command(name="ask", description="聞く")(ask)
    return client


def patient(cls=None):
    """A kind of client that does not wait 5 seconds before it identifies anew."""
    import discord

    class Quick(cls or discord.Client):
        async def before_identify_hook(self, shard_id, *, initial=False):
            pass

    return Quick


@asynccontextmanager
async def running(server, client=None, *, shards=1):
    """The client from its login until it is closed. Its crash is the test's."""
    client = client or make_client()
    async with client:
        task = asyncio.create_task(client.start(server.token))
        await _first(task, server.ready(shards))
        await _first(task, client.wait_until_ready())
        yield client
        await client.close()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _first(task, waiting):
    waiting = asyncio.ensure_future(waiting)
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        waiting.cancel()
        task.result()
    await waiting


async def sent_by(client, channel, *arguments, **more):
    """The client writes: the code of the refusal, or None."""
    import discord

    try:
        there = client.get_channel(int(channel.id)) or client.get_partial_messageable(int(channel.id))
        await there.send(*arguments, **more)
    except discord.HTTPException as error:
        return error.code
    return None


def answering(client, *steps):
    """A command `ask` that does these things with its interaction. Refusals are noted, not raised."""
    import discord

    client.refused, client.done = [], asyncio.Event()

    async def ask(interaction, text="x"):
        for step in steps:
            try:
                await step(interaction)
            except discord.HTTPException as error:
                client.refused.append(error.code)
        client.done.set()

    ask.__annotations__ = {"interaction": discord.Interaction, "text": str}
    client.tree.command(name="ask", description="聞く")(ask)


def layout(text):
    """A view with one text in a container."""
    from discord import ui

    view = ui.LayoutView()
    view.add_item(ui.Container(ui.TextDisplay(text)))
    return view
