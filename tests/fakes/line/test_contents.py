"""What people sent besides text."""

import pytest
from linebot.v3.messaging import ApiException, AsyncMessagingApiBlob


@pytest.fixture
def blob(sdk):
    """The part of the official client that fetches bytes. It asks the same host."""
    return AsyncMessagingApiBlob(sdk.api_client)


async def test_picture_is_fetched(line, blob):
    """As it was sent, with its type."""
    event = line.events.media(line.user(), "image", data=b"\xff\xd8picture")

    told = await blob.get_message_content_with_http_info(event["message"]["id"])

    assert b"\xff\xd8picture" == bytes(told.data)
    assert "image/jpeg" == told.headers["Content-Type"]


async def test_film_is_prepared_first(line, blob, api):
    """202 until it is ready."""
    place = f"/v2/bot/message/{line.events.media(line.user(), 'video', preparing=1)['message']['id']}/content"

    found = []
    for path in (f"{place}/transcoding", place, f"{place}/transcoding", place):
        async with api.get(path) as told:
            found.append((told.status, (await told.json())["status"]) if "transcoding" in path else told.status)

    assert [(200, "processing"), 202, (200, "succeeded"), 200] == found


async def test_unknown_and_taken_back(line, blob):
    """404 and 410."""
    event = line.events.media(line.user(), "file")
    line.events.unsend(event)

    for message_id, status in (("1", 404), (event["message"]["id"], 410)):
        with pytest.raises(ApiException) as caught:
            await blob.get_message_content(message_id)
        assert status == caught.value.status
