"""Several connections at once, with the real client."""

import asyncio

import discord
import pytest

from tests.fakes.discord.ids import shard_of
from tests.fakes.discord.trial import echo, make_client, patient, running


async def test_shards(loopback):
    """As many as the gateway says; servers, their events and those of nobody's server each on their own."""
    loopback.gateway.shards = 2
    guilds = [loopback.guild(str(number)) for number in range(4)]
    client = echo(make_client(patient(discord.AutoShardedClient)))
    async with running(loopback, client, shards=2):
        assert {0, 1} == set(client.shards) == {one.shard[0] for one in loopback.gateway.connected()}
        assert 4 == len(client.guilds)
        hanako = loopback.user()
        places = [*map(loopback.channel, guilds), loopback.dm(hanako)]
        for place in places:
            await loopback.answered(loopback.slash(hanako, "ask", place, text="x"))
        for session in loopback.gateway.connected():
            created = {one["d"]["id"] for one in session.sent if one["t"] == "GUILD_CREATE"}
            assert {one.id for one in guilds if shard_of(one.id, 2) == session.shard[0]} == created
            asked = [one for one in session.sent if one["t"] == "INTERACTION_CREATE"]
            assert {0: 3, 1: 2}[session.shard[0]] == len(asked)
        assert 998 == loopback.gateway.starts
    assert ["gateway bot"] == [one.route for one in loopback.records.calls if one.route == "gateway bot"]


async def test_part_of_the_shards(loopback):
    """Several processes share the work: each gets its own."""
    guilds = [loopback.guild(str(number)) for number in range(4)]
    options = {"shard_count": 4, "shard_ids": [1, 3]}
    async with running(loopback, make_client(patient(discord.AutoShardedClient), **options), shards=2) as client:
        assert {int(one.id) for one in guilds if shard_of(one.id, 4) in (1, 3)} == {one.id for one in client.guilds}
        assert 2 == len(client.guilds)
    assert [] == loopback.calls("gateway bot")


async def test_one_shard_drops(loopback):
    """The other stays."""
    options = {"shard_count": 2}
    async with running(loopback, make_client(patient(discord.AutoShardedClient), **options), shards=2):
        first, second = sorted(loopback.gateway.connected(), key=lambda one: one.shard)
        loopback.gateway.drop(shard=1)
        await loopback.until(lambda: second.resumed)
        assert 0 == first.resumed


async def test_identifies_in_quick_succession(loopback):
    """Sent away with op 9 where the gateway is not patient, and let in where the keys differ."""
    loopback.gateway.patient, loopback.gateway.concurrency = False, 2
    options = {"shard_count": 2}
    async with running(loopback, make_client(patient(discord.AutoShardedClient), **options), shards=2):
        client = make_client(patient(), shard_id=0, shard_count=2)
        async with client:
            task = asyncio.create_task(client.start(loopback.token))
            await loopback.until(lambda: len(loopback.gateway.closes) > 2)
            assert 2 == len(loopback.gateway.connected())
            await client.close()
            await task


async def test_too_few_shards(loopback):
    """4011."""
    loopback.gateway.shards = 2
    client = make_client()
    async with client:
        with pytest.raises(discord.ConnectionClosed) as caught:
            await client.start(loopback.token)
    assert 4011 == caught.value.code
