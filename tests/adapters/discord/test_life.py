"""The life of the client, over real sockets: start, loss of connections, shards, servers that go, and the end."""

import asyncio
from dataclasses import replace

import pytest

from bot.adapters.discord.client import Shards
from bot.adapters.discord.identity import Identity
from bot.adapters.discord.servers import Server, Servers
from bot.errors import SettingsError
from tests.adapters.discord.conftest import at_work, hashed
from tests.fakes.discord import faults
from tests.fakes.discord.ids import shard_of
from tests.fakes.discord.reading import words

LINE_ID = "クラウドワークスで契約前に、LINEのIDを教えてほしいと言われました。"
EVERYBODY = 200


@pytest.fixture
def place(loopback):
    """Hanako in a server."""
    return loopback.user(), loopback.channel(loopback.guild())


@pytest.fixture
def slow_store(store, monkeypatch):
    """A store whose saving waits for a word."""
    go = asyncio.Event()
    save = store.save

    async def wait(conversation):
        await go.wait()
        await save(conversation)

    monkeypatch.setattr(store, "save", wait)
    return go


async def test_wrong_token(loopback, account, parts):
    """One line that says what to do, at the start."""
    with pytest.raises(SettingsError) as caught:
        async with at_work(loopback, replace(account, token="another"), parts):
            pass

    assert "KOTOWARI_DISCORD_TOKEN: Discord does not know this token" in str(caught.value)


async def test_no_privileged_intent_is_asked_for(loopback, adapter):
    """Servers, messages in servers, direct messages: nothing else."""
    (session,) = loopback.gateway.connected()

    assert (1 << 0) | (1 << 9) | (1 << 12) == session.intents


async def test_nobody_is_pinged(loopback, adapter, place):
    """Whatever stands in a message of ours, by whichever way it goes out."""
    user, channel = place
    answer = await loopback.answered(loopback.slash(user, "ask", channel, text=f"{LINE_ID} @everyone {user.mention}"))
    pressed = loopback.press(user, answer, "もっと丁寧に")
    await loopback.until(lambda: pressed.followups)
    await loopback.replied(loopback.say(user, f"{loopback.mention} {LINE_ID} @everyone", channel))

    sent = [one for route in ("edit original", "followup", "send message") for one in loopback.calls(route)]
    assert {"edit original", "followup", "send message"} == {one.route for one in sent}
    assert [] == [one.route for one in sent if one.body["allowed_mentions"]["parse"]]


async def test_nothing_is_registered_at_the_start(loopback, account, parts):
    """That is what `kotowari discord sync` is for."""
    async with at_work(loopback, account, parts):
        assert not loopback.commands.any


async def test_connection_that_is_lost(loopback, adapter, place):
    """Whatever was missed meanwhile is made up for."""
    loopback.gateway.open = False
    loopback.gateway.drop()
    await loopback.until(lambda: not loopback.gateway.connected())
    asked = loopback.slash(place[0], "ask", place[1], text=LINE_ID)
    loopback.gateway.open = True

    answer = await loopback.answered(asked, seconds=20)

    assert "LINEのID" in words(answer)


async def test_connection_that_is_lost_while_answering(loopback, adapter, place, slow_store):
    """Answers do not go over the connection that events come by."""
    asked = loopback.slash(place[0], "ask", place[1], text=LINE_ID)
    await loopback.acknowledged(asked)
    loopback.gateway.break_off()
    slow_store.set()

    assert "LINEのID" in words(await loopback.answered(asked))
    await loopback.ready(seconds=20)


async def test_stopping_waits_for_answers(loopback, account, parts, place, slow_store):
    """Nobody is left with a bot that thinks for ever."""
    async with at_work(loopback, account, parts) as adapter:
        asked = loopback.slash(place[0], "ask", place[1], text=LINE_ID)
        await loopback.acknowledged(asked)
        stopping = asyncio.create_task(adapter.stop(5))
        await loopback.until(lambda: not loopback.gateway.connected())
        assert not stopping.done()
        slow_store.set()
        await stopping

    assert "LINEのID" in words(asked.original)


async def test_stopping_does_not_wait_for_ever(loopback, account, parts, place, slow_store):
    """What takes too long is cut off."""
    async with at_work(loopback, account, parts) as adapter:
        await loopback.acknowledged(loopback.slash(place[0], "ask", place[1], text=LINE_ID))
        await adapter.stop(0.05)
        assert not adapter.is_alive
        slow_store.set()


async def test_everybody_at_once(loopback, adapter, place):
    """Each has an answer. How soon they are acknowledged shows where the program has a process of its own."""
    loopback.clock.stop()
    users = [loopback.user(f"user {number}") for number in range(EVERYBODY)]

    asked = [loopback.slash(user, "ask", place[1], text=LINE_ID) for user in users]
    answers = [await loopback.answered(one, seconds=60) for one in asked]

    assert [] == loopback.unacknowledged()
    assert {True} == {"LINEのID" in words(answer) for answer in answers}


async def test_server_that_sends_us_away(loopback, adapter, servers, place):
    """What was set for it is erased."""
    guild = place[1].guild
    await Servers(servers, Identity(hashed)).set(int(guild.id), Server(is_public=True))

    loopback.events.unavailable(guild)
    loopback.events.available(guild)
    await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))
    assert servers.kept
    loopback.events.removed(guild)
    user = loopback.user()
    await loopback.replied(loopback.say(user, LINE_ID, loopback.dm(user)))

    assert {} == servers.kept


@pytest.fixture
async def left(loopback, servers):
    """Three servers of which something is kept; a test lets the first send us away."""
    guilds = [loopback.guild(name) for name in ("gone", "reached", "hidden")]
    for guild in guilds:
        await Servers(servers, Identity(hashed)).set(int(guild.id), Server(is_public=True))
    return guilds


async def kept_by(servers):
    """The ids of servers of which something is kept."""
    return set(await Servers(servers, Identity(hashed)).kept())


async def test_server_that_sent_us_away_while_we_were_off(loopback, account, parts, servers, left):
    """It is erased at the start, and no other."""
    left[0].joined = False

    async with at_work(loopback, account, parts):
        await loopback.until(lambda: len(servers.kept) < 3)

    assert {int(guild.id) for guild in left[1:]} == await kept_by(servers)
    assert 1 == len(loopback.calls("get guild"))


async def test_server_of_which_discord_says_nothing_is_kept(loopback, account, parts, servers, left):
    """A refusal that does not say whether we are in there is no reason to erase anything."""
    left[0].joined = left[1].joined = False
    loopback.fail("get guild", faults.refused(40005))

    async with at_work(loopback, account, parts):
        await loopback.until(lambda: len(servers.kept) < 3)

    assert {int(left[0].id), int(left[2].id)} == await kept_by(servers)


async def test_server_that_is_out_of_reach_at_the_start_is_kept(loopback, account, parts, servers, left):
    """Discord does not name it, but says that we are in there."""
    loopback.gateway.unnamed.add(left[2].id)

    async with at_work(loopback, account, parts):
        await loopback.until(lambda: loopback.calls("get guild"))

    assert {int(guild.id) for guild in left} == await kept_by(servers)


async def test_server_that_sends_us_away_between_two_sessions(loopback, adapter, servers, left):
    """The library goes on to know it; Discord does not."""
    left[0].joined = False
    loopback.gateway.invalidate()
    await loopback.until(lambda: len(servers.kept) == 2, seconds=20)

    assert {int(guild.id) for guild in left[1:]} == await kept_by(servers)


async def test_servers_of_other_shards_are_left_alone(loopback, account, parts, servers):
    """Whoever looks after them erases them."""
    loopback.gateway.shards = 2
    guilds = [loopback.guild(f"server {number}", joined=False) for number in range(8)]
    for guild in guilds:
        await Servers(servers, Identity(hashed)).set(int(guild.id), Server())

    async with at_work(loopback, replace(account, shards=Shards(2, (1,))), parts):
        await loopback.until(lambda: len(servers.kept) == sum(shard_of(guild.id, 2) == 0 for guild in guilds))

    assert {int(guild.id) for guild in guilds if shard_of(guild.id, 2) == 0} == await kept_by(servers)


async def test_server_in_which_somebody_is_counted_is_erased_too(loopback, adapter, servers, counts, place):
    """Though nothing was set for it; where the app came along with a person nothing is kept of the server."""
    foreign = loopback.channel(loopback.guild("foreign", joined=False))
    guest = loopback.user("guest", installed=True)
    await loopback.answered(loopback.slash(guest, "ask", foreign, text=LINE_ID))
    assert {} == servers.kept

    await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))

    assert {int(place[1].guild.id)} == await kept_by(servers)


async def test_shards_of_one_process(loopback, account, parts):
    """Each process looks after the servers of its shards, whoever looks after the others."""
    loopback.gateway.shards, loopback.gateway.patient = 3, False
    mine = replace(account, shards=Shards(3, (1,)))
    user = loopback.user()
    guilds = [loopback.guild(f"server {number}") for number in range(12)]
    async with at_work(loopback, mine, parts):
        (session,) = loopback.gateway.connected()
        assert (1, 3) == tuple(session.shard)
        ours = next(guild for guild in guilds if shard_of(guild.id, 3) == 1)
        others = next(guild for guild in guilds if shard_of(guild.id, 3) != 1)
        missed = loopback.slash(user, "ask", loopback.channel(others), text=LINE_ID)
        await loopback.answered(loopback.slash(user, "ask", loopback.channel(ours), text=LINE_ID))
        assert not missed.acknowledged


async def test_nothing_piles_up(loopback, adapter, place):
    """Answers and forms leave nothing in memory, however many there are: buttons are known by their ids alone."""
    user, channel = place
    for _ in range(3):
        answer = await loopback.answered(loopback.slash(user, "ask", channel, text=LINE_ID))
        pressed = loopback.press(user, answer, "もっと丁寧に")
        await loopback.until(lambda pressed=pressed: [one for one in pressed.answers if one.how == "edit original"])
        await loopback.form(loopback.slash(user, "ask", channel))
        await loopback.replied(loopback.say(user, f"{loopback.mention} {LINE_ID}", channel))
        await loopback.replied(loopback.say(user, LINE_ID, loopback.dm(user)))

    client = adapter._client
    assert [] == list(client.cached_messages)
    assert [client.user] == client.users
    assert {client.user.id} >= {member.id for guild in client.guilds for member in guild.members}
    kept = client._connection._view_store
    assert {} == kept._views
    assert {} == kept._modals
    assert {} == kept._synced_message_views


async def test_logs_tell_nothing_of_anybody(loopback, adapter, place, caplog):
    """Neither words nor ids, whatever is done and whatever goes wrong."""
    caplog.set_level(0, "bot")
    user, channel = place
    answer = await loopback.answered(loopback.slash(user, "ask", channel, text=LINE_ID))
    pressed = loopback.press(user, answer, "この答えは違う")
    await loopback.until(lambda: pressed.followups)
    loopback.fail("send message", faults.NO_PERMISSION)
    loopback.say(user, f"{loopback.mention} {LINE_ID}", channel)
    await loopback.until(lambda: loopback.sent_to(loopback.dm(user)))

    told = "\n".join(f"{one.getMessage()} {one.__dict__}" for one in caplog.records if one.name.startswith("bot"))
    assert "answer_reported" in told
    assert "discord_refused" in told
    assert "教えて" not in told
    assert not [one for one in (user, channel, channel.guild) if one.id in told]
