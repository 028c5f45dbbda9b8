"""Discord's own description catches what it describes, and says where. Skipped where it is not at hand."""

import pytest

from tests.fakes.discord.schema import ABSENT, Schema, official
from tests.fakes.discord.server import LoopbackDiscord

needed = pytest.mark.skipif(not official().available, reason=ABSENT)
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
MESSAGES = "/channels/{channel_id}/messages"
COMMANDS = "/applications/{application_id}/commands"


def places(method, path, body):
    """Where the body is wrong."""
    return [one.place for one in official().problems(method, path, body)]


def layout(*components):
    """An answer made of them."""
    return {"type": 4, "data": {"flags": 32768, "components": list(components)}}


@needed
@pytest.mark.parametrize(
    "body",
    [
        {"type": 5, "data": {"flags": 64}},
        {"type": 6},
        {"type": 8, "data": {"choices": [{"name": "x", "value": "x"}]}},
        {"type": 7, "data": {"content": None, "components": []}},
        layout({"type": 10, "content": "x"}),
        layout({"type": 17, "components": [{"type": 14}], "accent_color": None}),
        {"type": 4, "data": {"content": "x", "attachments": [{"id": 0, "filename": "a.txt"}]}},
    ],
)
def test_sound_answers_pass(body):
    """What bots send."""
    assert [] == places("POST", CALLBACK, body)


@needed
@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"type": 99}, "type"),
        ({}, ""),
        ({"type": 4, "data": {"content": 1}}, "data.content"),
        ({"type": 4, "data": {"content": "x" * 2001}}, "data.content"),
        ({"type": 9, "data": {"custom_id": "m", "components": []}}, "data"),
        (layout({"type": 10}), "data.components.0"),
        (layout({"type": 99}), "data.components.0.type"),
        (layout({"type": 17, "components": [{"type": 10, "content": ""}]}), "data.components.0.components.0.content"),
        (
            layout({"type": 1, "components": [{"type": 2, "style": 5, "label": "x", "url": "no address"}]}),
            "data.components.0.components.0.url",
        ),
        (layout({"type": 9, "components": [{"type": 10, "content": "x"}]}), "data.components.0"),
    ],
)
def test_broken_answers_are_found(body, wrong):
    """At the very place, not only that none of the kinds fits."""
    assert wrong in places("POST", CALLBACK, body)


@needed
def test_other_bodies():
    """Messages, commands."""
    assert [] == places("POST", MESSAGES, {"content": "x", "nonce": 1, "message_reference": {"message_id": 1}})
    assert ["tts"] == places("POST", MESSAGES, {"content": "x", "tts": "yes"})
    sound = {"type": 1, "name": "a", "description": "x", "options": [{"type": 3, "name": "b", "description": "y"}]}
    assert [] == places("PUT", COMMANDS, [sound])
    broken = {**sound, "options": [{"type": 3, "name": "b"}]}
    assert ["0.options.0"] == places("PUT", COMMANDS, [broken])


@needed
async def test_broken_bodies_fail_a_test(loopback, api):
    """Over the wire: 400 in Discord's form, and a violation that the description found although no limit did."""
    channel = loopback.channel(loopback.guild())
    status, told = await api("POST", f"/channels/{channel.id}/messages", {"content": "x", "tts": "yes"})

    assert (400, 50035) == (status, told["code"])
    assert told["errors"]["tts"]["_errors"][0]["message"]
    with pytest.raises(AssertionError, match="Discord would refuse"):
        loopback.check()
    assert ["schema"] == [one.found_by for one in loopback.forgive()]


async def test_without_the_description_limits_still_hold(tmp_path, api):
    """And the server says that it checks less."""
    async with LoopbackDiscord(schema=Schema(tmp_path / "openapi.json")) as server:
        channel = server.channel(server.guild())
        import aiohttp

        async with aiohttp.ClientSession(headers={"authorization": f"Bot {server.token}"}) as session:
            body = {"content": "x" * 2001, "tts": "yes"}
            async with session.post(f"{server.api_url}/channels/{channel.id}/messages", json=body) as told:
                assert ["content"] == list((await told.json())["errors"])
        assert not server.schema_checked
        assert ["limits"] == [one.found_by for one in server.forgive()]
