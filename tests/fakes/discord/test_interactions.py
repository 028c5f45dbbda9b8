"""Interactions with the real client: how they are answered, and until when."""

import asyncio

import discord
import pytest

from tests.fakes.discord.permissions import SEND_MESSAGES, USE_EXTERNAL_APPS, VIEW_CHANNEL
from tests.fakes.discord.reading import words
from tests.fakes.discord.trial import answering, layout


@pytest.fixture
def place(loopback):
    """Hanako in a server."""
    return loopback.user(), loopback.channel(loopback.guild())


def say(text, **more):
    """The first response: a message."""
    return lambda interaction: interaction.response.send_message(text, **more)


def follow(text, **more):
    """A message after it."""
    return lambda interaction: interaction.followup.send(text, **more)


def defer(**more):
    """The first response: thinking."""
    return lambda interaction: interaction.response.defer(**more)


async def test_defer_then_edit(loopback, client, place):
    """The way that Kotowari answers: hidden, acknowledged at once, the answer made of components."""
    answering(
        client,
        defer(ephemeral=True, thinking=True),
        lambda interaction: interaction.edit_original_response(view=layout("断れます")),
    )
    await client.tree.sync()

    asked = loopback.slash(place[0], "ask", place[1], text="電話番号")
    message = await loopback.answered(asked)

    assert "断れます" == words(message)
    assert ["defer", "edit original"] == [one.how for one in asked.answers]
    assert (True, True, False) == (message.ephemeral, message.layout, message.loading)
    assert [message] == asked.shown == loopback.sent_to(place[1])
    assert 0 < asked.acknowledged_after < 3
    assert [] == client.errors == loopback.unacknowledged()
    told = [one["t"] for one in loopback.gateway.connected()[0].sent]
    assert not [event for event in told if event.startswith("MESSAGE")], "the gateway does not tell what is hidden"


async def test_second_first_response(loopback, client, place):
    """40060, and a violation: a correct bot answers first once."""
    again = {"type": 4, "data": {"content": "二"}}
    answering(client, say("一"), lambda one: client.http.request(_callback(one), json=again))

    asked = loopback.slash(place[0], "ask", place[1])
    await asyncio.wait_for(client.done.wait(), 5)

    assert [40060] == client.refused
    assert ["一"] == [words(one) for one in asked.shown]
    assert ["callback"] == [one.route for one in loopback.forgive()]


def _callback(interaction):
    return discord.http.Route("POST", f"/interactions/{interaction.id}/{interaction.token}/callback")


@pytest.mark.parametrize(("seconds", "refused"), [(2.9, []), (3.1, [10062])])
async def test_three_seconds(loopback, client, place, seconds, refused):
    """The first response must come in time; afterwards the interaction is unknown."""
    loopback.clock.stop()

    async def wait(interaction):
        loopback.clock.advance(seconds)

    answering(client, wait, say("遅い"))
    asked = loopback.slash(place[0], "ask", place[1])
    await asyncio.wait_for(client.done.wait(), 5)

    assert refused == client.refused
    assert asked.acknowledged is not bool(refused)
    assert [] == loopback.forgive()


async def test_late_by_order(loopback, client, place):
    """A test may end the three seconds for one interaction. Nothing can follow then."""

    async def miss(interaction):
        loopback.expire(asked)

    answering(client, miss, say("遅い"), follow("もっと遅い"))
    asked = loopback.slash(place[0], "ask", place[1])
    await asyncio.wait_for(client.done.wait(), 5)

    assert [10062, 10015] == client.refused
    assert [asked] == loopback.unacknowledged() == loopback.slower_than(1)


@pytest.mark.parametrize(("minutes", "refused"), [(14.9, []), (15.1, [50027, 50027])])
async def test_fifteen_minutes(loopback, client, place, minutes, refused):
    """So long the answer can be changed and followed."""
    loopback.clock.stop()

    async def wait(interaction):
        loopback.clock.advance(minutes * 60)

    answering(client, say("一"), wait, lambda one: one.edit_original_response(content="二"), follow("三"))
    asked = loopback.slash(place[0], "ask", place[1])
    await asyncio.wait_for(client.done.wait(), 5)

    assert refused == client.refused
    assert (["一"] if refused else ["二", "三"]) == [words(one) for one in asked.shown]


async def test_sixth_followup_where_the_app_is_not_installed(loopback, client):
    """Five are allowed, the sixth is refused with 40094."""
    hanako, guild = loopback.user(installed=True), loopback.guild(joined=False)
    answering(client, say("初め", ephemeral=True), *[follow(str(one), ephemeral=True) for one in range(6)])

    asked = loopback.slash(hanako, "ask", loopback.channel(guild))
    await asyncio.wait_for(client.done.wait(), 5)

    assert [40094] == client.refused
    assert ["初め", *"01234"] == [words(one) for one in asked.shown]
    assert {"1": hanako.id} == asked.owners
    assert ["followup"] == [one.route for one in loopback.forgive()]


async def test_many_followups_where_it_is_installed(loopback, client, place):
    """The limit is not for servers that have the bot."""
    answering(client, say("初め"), *[follow(str(one)) for one in range(6)])

    asked = loopback.slash(place[0], "ask", place[1])
    await asyncio.wait_for(client.done.wait(), 5)

    assert [] == client.refused
    assert 7 == len(asked.shown)


@pytest.mark.parametrize(("denied", "hidden"), [(0, False), (USE_EXTERNAL_APPS, True), (SEND_MESSAGES, True)])
async def test_public_answers_of_an_app_brought_along(loopback, client, denied, hidden):
    """Only where the server lets such apps speak; otherwise they are hidden whatever the bot wanted."""
    guild = loopback.guild(joined=False)
    loopback.permit(loopback.channel(guild), guild, deny=denied)
    answering(client, say("見えますか"))

    message = await loopback.answered(loopback.slash(loopback.user(installed=True), "ask", loopback.channel(guild)))

    assert hidden is message.ephemeral


async def test_app_brought_along_where_nothing_can_be_seen(loopback, client):
    """50013."""
    guild = loopback.guild(joined=False)
    loopback.permit(loopback.channel(guild), guild, deny=VIEW_CHANNEL)
    answering(client, say("見えますか"))

    loopback.slash(loopback.user(installed=True), "ask", loopback.channel(guild))
    await asyncio.wait_for(client.done.wait(), 5)

    assert [50013] == client.refused


@pytest.mark.parametrize("hidden", [True, False])
async def test_defer_keeps_its_state(loopback, client, place, hidden):
    """Hidden stays hidden, open stays open. To finish with a followup is the old way, and a violation."""
    answering(client, defer(ephemeral=hidden, thinking=True), follow("逆のつもり", ephemeral=not hidden))

    asked = loopback.slash(place[0], "ask", place[1])
    message = await loopback.answered(asked)

    assert hidden is message.ephemeral
    assert [message] == asked.shown
    assert ["a defer is finished with a followup instead of an edit"] == [one.message for one in loopback.forgive()]


async def test_loading_message_in_the_open(loopback, client, place):
    """Everybody sees that the bot thinks, then the answer, then nothing."""
    answering(
        client,
        defer(thinking=True),
        lambda one: one.original_response(),
        lambda one: one.edit_original_response(content="終わり"),
        lambda one: one.delete_original_response(),
        lambda one: one.edit_original_response(content="もう無い"),
    )
    asked = loopback.slash(place[0], "ask", place[1])
    await asyncio.wait_for(client.done.wait(), 5)

    assert ["defer", "edit original", "delete original"] == [one.how for one in asked.answers]
    assert [10008] == client.refused
    assert [] == asked.shown
    told = [one["t"] for one in loopback.gateway.connected()[0].sent if one["t"].startswith("MESSAGE")]
    assert ["MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE"] == told


@pytest.mark.parametrize(
    ("kind", "data"),
    [(6, None), (7, {"content": "x"}), (8, {"choices": []}), (1, None), (10, {})],
    ids=str,
)
async def test_answers_that_do_not_fit(loopback, client, place, kind, data):
    """A command has no message to change, and is no autocomplete."""
    answering(client, lambda one: client.http.request(_callback(one), json={"type": kind, "data": data}))

    asked = loopback.slash(place[0], "ask", place[1])
    await asyncio.wait_for(client.done.wait(), 5)

    assert [50035] == client.refused
    assert not asked.acknowledged
    assert "type" in [one.place for one in loopback.forgive()]


@pytest.mark.parametrize("flags", [0, 64, 4, 64 | 32768])
async def test_flags_of_a_defer(loopback, client, place, flags):
    """Only that it is hidden."""
    body = {"type": 5, "data": {"flags": flags}}
    answering(client, lambda one: client.http.request(_callback(one), json=body))

    loopback.slash(place[0], "ask", place[1])
    await asyncio.wait_for(client.done.wait(), 5)

    assert ([] if flags in (0, 64) else [50035]) == client.refused
    assert bool(client.refused) is bool(loopback.forgive())


async def test_unknown_interactions(loopback, api):
    """Invented ids and tokens are nobody's."""
    status, told = await api("POST", "/interactions/1/abc/callback", {"type": 5})
    assert (404, 10062) == (status, told["code"])

    status, told = await api("POST", f"/webhooks/{loopback.application_id}/abc", {"content": "x"})
    assert (404, 10015) == (status, told["code"])
    assert [] == loopback.forgive()
