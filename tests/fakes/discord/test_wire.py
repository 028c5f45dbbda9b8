"""The gateway without the client: what Discord answers to payloads that a client never sends."""

import json
import zlib

import aiohttp
import pytest

HELLO, ACK = 10, 11


@pytest.fixture
async def wire(loopback):
    """A websocket to the gateway that has said hello."""
    url = f"{loopback.gateway_url}?v=10&encoding=json"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        assert HELLO == (await socket.receive_json())["op"]
        yield socket


def identify(loopback, **more):
    """As a client says who it is."""
    return {"op": 2, "d": {"token": loopback.token, "intents": 1, "properties": {}, **more}}


async def closed_with(socket):
    """Read to the end."""
    async for _ in socket:
        pass
    return socket.close_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no json", 4002),
        ("[]", 4002),
        ('{"d": 1}', 4002),
        ('{"op": 3, "d": {}}', 4003),
        ('{"op": 77, "d": {}}', 4003),
        ('{"op": 6, "d": {"token": "x", "session_id": "x", "seq": 1}}', 4004),
    ],
)
async def test_before_identifying(wire, text, code):
    """Nothing but heartbeat, identify and resume."""
    await wire.send_str(text)
    assert code == await closed_with(wire)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"token": "x"}, 4004),
        ({"shard": [1, 1]}, 4010),
        ({"shard": [0]}, 4010),
        ({"intents": 1 << 26}, 4013),
        ({"intents": -1}, 4013),
        ({"intents": "1"}, 4013),
        ({"intents": 1 << 15}, 4014),
    ],
)
async def test_refused_identifies(loopback, wire, more, code):
    """With the code that says why."""
    await wire.send_json(identify(loopback, **more))
    assert code == await closed_with(wire)


@pytest.mark.parametrize(("payload", "code"), [({"op": 2, "d": {}}, 4005), ({"op": 77, "d": None}, 4001)])
async def test_after_identifying(loopback, wire, payload, code):
    """Once is enough, and codes must be known."""
    await wire.send_json(identify(loopback))
    assert "READY" == (await wire.receive_json())["t"]
    await wire.send_json(payload)
    assert code == await closed_with(wire)


async def test_heartbeat(wire):
    """Answered also before identifying."""
    await wire.send_json({"op": 1, "d": None})
    assert ACK == (await wire.receive_json())["op"]


@pytest.mark.parametrize(("sent", "code"), [(120, None), (121, 4008)])
async def test_sends_in_a_minute(loopback, wire, sent, code):
    """120, not one more."""
    loopback.gateway.travel = 0
    for _ in range(sent):
        await wire.send_json({"op": 1, "d": None})
    for _ in range(120):
        assert ACK == (await wire.receive_json())["op"]
    if code:
        assert code == await closed_with(wire)


async def test_resume_from_the_future(loopback, wire):
    """4007."""
    await wire.send_json(identify(loopback))
    session = (await wire.receive_json())["d"]["session_id"]
    await wire.send_json({"op": 6, "d": {"token": loopback.token, "session_id": session, "seq": 99}})
    assert 4007 == await closed_with(wire)


async def test_other_versions(loopback):
    """4012."""
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{loopback.gateway_url}?v=6") as socket:
        assert 4012 == await closed_with(socket)


async def test_compression(loopback):
    """One stream over all messages."""
    async with aiohttp.ClientSession() as session:
        url = f"{loopback.gateway_url}?v=10&encoding=json&compress=zlib-stream"
        async with session.ws_connect(url) as socket:
            stream = zlib.decompressobj()
            assert HELLO == json.loads(stream.decompress(await socket.receive_bytes()))["op"]
            await socket.send_json(identify(loopback))
            assert "READY" == json.loads(stream.decompress(await socket.receive_bytes()))["t"]


@pytest.mark.parametrize(("code", "left"), [(1000, 0), (1001, 0), (4000, 1)])
async def test_goodbye(loopback, wire, code, left):
    """In good form it ends the session; with any other code the session waits for a resume."""
    await wire.send_json(identify(loopback))
    await wire.receive_json()
    await wire.close(code=code)
    await loopback.until(lambda: loopback.gateway.closes)

    assert [code] == loopback.gateway.closes
    assert left == len(loopback.gateway.sessions)
