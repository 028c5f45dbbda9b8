"""What every call must pass."""

import io
import json

import pytest


async def test_token_is_needed(line, api):
    """401 without it, and with another."""
    for given in ({"authorization": "Bearer other"}, {"authorization": line.access_token}):
        async with api.get("/v2/bot/info", headers=given) as told:
            assert 401 == told.status
            assert (await told.json())["message"].startswith("Authentication failed")
    assert [] == line.forgive()


async def test_every_answer_has_its_id(api, line):
    """Another for each, also for errors."""
    ids = []
    for path in ("/v2/bot/info", "/v2/bot/info", "/v2/bot/profile/U0"):
        async with api.get(path) as told:
            ids.append(told.headers["x-line-request-id"])

    assert 3 == len(set(ids))
    assert ids == [call.request_id for call in line.records.calls]


async def test_unknown_endpoints_fail_a_test(line, api):
    """They would not have been checked."""
    async with api.post("/v2/bot/audienceGroup/upload", json={}) as told:
        assert 404 == told.status

    with pytest.raises(AssertionError, match="POST /v2/bot/audienceGroup/upload"):
        line.check()
    line.records.unknown.clear()


@pytest.mark.parametrize(("size", "status"), [(2 * 1024 * 1024, 400), (2 * 1024 * 1024 + 1, 413)])
async def test_two_megabytes(line, api, size, status):
    """At 2 MB a body is looked at (and found to be none), above it is not."""
    async with api.post(
        "/v2/bot/message/push", data=io.BytesIO(b"[" * size), headers={"content-type": "application/json"}
    ) as told:
        assert status == told.status
    assert line.forgive()


async def test_other_media_types(line, api):
    """JSON must say that it is."""
    async with api.post("/v2/bot/message/push", data=b"{}", headers={"content-type": "text/plain"}) as told:
        assert 415 == told.status
    assert line.forgive()


@pytest.mark.parametrize(
    "body", [b'{"to": ', b"\xff", b"", b"null", b"[]", b'"x"', b"{}", b'{"messages": {}, "to": 1}']
)
async def test_broken_bodies(line, api, body):
    """400 with a message, never an error of the server."""
    async with api.post("/v2/bot/message/push", data=body, headers={"content-type": "application/json"}) as told:
        assert 400 == told.status
        assert (await told.json())["message"].startswith("The request body")
    assert line.forgive()


async def test_signs_arrive_as_they_are(line, api):
    """Errors quote in UTF-8, records keep what was sent, and no record keeps the token of the bot."""
    body = {"to": "誰か", "messages": [{"type": "text", "text": "断る"}]}
    async with api.post("/v2/bot/message/push", data=json.dumps(body), headers={"content-type": "application/json"}):
        pass

    [call] = line.calls("push")
    assert body == call.body
    assert "authorization" not in call.headers
    assert line.forgive()
