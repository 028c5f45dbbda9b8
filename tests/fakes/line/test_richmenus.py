"""The life of a rich menu, through the official client, and what LINE refuses on the way."""

import io
import struct

import pytest
from linebot.v3.messaging import (
    ApiException,
    AsyncMessagingApiBlob,
    CreateRichMenuAliasRequest,
    RichMenuRequest,
    UpdateRichMenuAliasRequest,
)

from tests.fakes.line.limits import rich_menu_problems
from tests.fakes.line.pictures import picture_size
from tests.fakes.line.richmenus import Menu
from tests.fakes.line.test_limits import FAMILY, act

SIZE = {"width": 2500, "height": 1686}
AREA = {"bounds": {"x": 0, "y": 0, "width": 2500, "height": 1686}, "action": act()}


def menu(**fields):
    """A menu of one area."""
    return {"size": SIZE, "selected": True, "name": "ja", "chatBarText": "メニュー", "areas": [AREA], **fields}


def area(**bounds):
    """An area elsewhere."""
    return {**AREA, "bounds": {**AREA["bounds"], **bounds}}


def png(width, height, length=0):
    """The beginning of a PNG, filled up."""
    return (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)).ljust(length, b"\0")


def jpeg(width, height):
    """The beginning of a JPEG: a segment, then the frame."""
    return b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08" + struct.pack(">HH", height, width) + b"\x03"


SIDES = [
    (menu(chatBarText="あ" * 14), menu(chatBarText="あ" * 15), "chatBarText"),
    (menu(chatBarText=FAMILY * 14), menu(chatBarText=""), "chatBarText"),
    (menu(name=FAMILY * 300), menu(name="x" * 301), "name"),
    (menu(areas=[AREA] * 20), menu(areas=[AREA] * 21), "areas"),
    (menu(), {key: value for key, value in menu().items() if key != "selected"}, "selected"),
    (
        menu(size={"width": 800, "height": 250}, areas=[]),
        menu(size={"width": 799, "height": 250}, areas=[]),
        "size.width",
    ),
    (
        menu(size={"width": 2500, "height": 843}, areas=[]),
        menu(size={"width": 2501, "height": 843}, areas=[]),
        "size.width",
    ),
    (
        menu(size={"width": 800, "height": 250}, areas=[]),
        menu(size={"width": 800, "height": 249}, areas=[]),
        "size.height",
    ),
    (
        menu(size={"width": 1450, "height": 1000}, areas=[]),
        menu(size={"width": 1449, "height": 1000}, areas=[]),
        "size",
    ),
    (menu(areas=[area(x=2499, width=1)]), menu(areas=[area(x=2499, width=2)]), "areas[0].bounds"),
    (menu(areas=[area(y=1685, height=1)]), menu(areas=[area(y=-1)]), "areas[0].bounds"),
    (menu(areas=[area()]), menu(areas=[area(width=0)]), "areas[0].bounds"),
    (
        menu(areas=[{**AREA, "action": act(label="あ" * 20)}]),
        menu(areas=[{**AREA, "action": act(label="あ" * 21)}]),
        "areas[0].action.label",
    ),
    (
        menu(areas=[{**AREA, "action": act("richmenuswitch", label=None)}]),
        menu(areas=[{**AREA, "action": act("camera")}]),
        "areas[0].action.type",
    ),
    (
        menu(areas=[{**AREA, "action": act("richmenuswitch", richMenuAliasId="a" * 32)}]),
        menu(areas=[{**AREA, "action": act("richmenuswitch", richMenuAliasId="a" * 33)}]),
        "areas[0].action.richMenuAliasId",
    ),
    (
        menu(areas=[{**AREA, "action": act("richmenuswitch", data="🍎" * 150)}]),
        menu(areas=[{**AREA, "action": act("richmenuswitch", data="🍎" * 151)}]),
        "areas[0].action.data",
    ),
]


@pytest.mark.parametrize(("good", "bad", "place"), SIDES)
def test_both_sides(good, bad, place):
    """What passes, and the next that does not."""
    assert [] == list(rich_menu_problems(good))
    assert [place] == [one.property for one in rich_menu_problems(bad)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(2500, 1686), ("image/png", 2500, 1686)),
        (jpeg(2500, 843), ("image/jpeg", 2500, 843)),
        (b"GIF89a", None),
        (b"", None),
        (png(1, 1)[:20], None),
        (b"\xff\xd8\xff\xe0\0\x04", None),
    ],
)
def test_sizes_of_pictures(data, expected):
    """Read from the first bytes; broken ones have none."""
    assert expected == picture_size(data)


@pytest.fixture
def blob(sdk):
    """Sends pictures."""
    return AsyncMessagingApiBlob(sdk.api_client)


async def create(sdk, **fields):
    """A menu without a picture: its id."""
    return (await sdk.create_rich_menu(RichMenuRequest.from_dict(menu(**fields)))).rich_menu_id


async def put(api, menu_id, data, media_type="image/png"):
    """Send a picture: the status."""
    path = f"/v2/bot/richmenu/{menu_id}/content"
    async with api.post(path, data=io.BytesIO(data), headers={"content-type": media_type}) as told:
        return told.status


async def test_whole_life(line, sdk, blob):
    """Created, given its picture, set for all, replaced for one, deleted."""
    hanako, taro = line.user(), line.user()
    japanese, english = await create(sdk), await create(sdk, name="en")
    for menu_id in (japanese, english):
        await blob.set_rich_menu_image(menu_id, png(2500, 1686), _headers={"Content-Type": "image/png"})
    await sdk.set_default_rich_menu(japanese)
    await sdk.link_rich_menu_id_to_user(taro.id, english)

    assert japanese == (await sdk.get_default_rich_menu_id()).rich_menu_id
    assert english == (await sdk.get_rich_menu_id_of_user(taro.id)).rich_menu_id
    assert ["ja", "en"] == [one.name for one in (await sdk.get_rich_menu_list()).richmenus]
    assert ["ja", "en"] == [line.menus.shown_to(user).body["name"] for user in (hanako, taro)]
    assert png(2500, 1686) == bytes(await blob.get_rich_menu_image(english))

    await sdk.unlink_rich_menu_id_from_user(taro.id)
    await sdk.delete_rich_menu(english)
    await sdk.cancel_default_rich_menu()

    assert line.menus.shown_to(taro) is None
    for lost in (sdk.get_default_rich_menu_id(), sdk.get_rich_menu(english), sdk.get_rich_menu_id_of_user(taro.id)):
        with pytest.raises(ApiException) as caught:
            await lost
        assert 404 == caught.value.status


async def test_deleting_takes_links_and_aliases_along(line, sdk, api):
    """Nothing points to what is gone."""
    hanako, menu_id = line.user(), await create(sdk)
    await put(api, menu_id, png(2500, 1686))
    await sdk.link_rich_menu_id_to_user(hanako.id, menu_id)
    await sdk.set_default_rich_menu(menu_id)
    await sdk.create_rich_menu_alias(CreateRichMenuAliasRequest(richMenuAliasId="ja", richMenuId=menu_id))

    await sdk.delete_rich_menu(menu_id)

    assert ({}, {}, None) == (line.menus.links, line.menus.aliases, line.menus.default)


async def test_aliases(line, sdk, api):
    """One name, one menu; names of other forms and menus without pictures are refused."""
    first, second = await create(sdk), await create(sdk)
    await put(api, first, png(2500, 1686))
    await sdk.create_rich_menu_alias(CreateRichMenuAliasRequest(richMenuAliasId="ja", richMenuId=first))
    refused = [
        CreateRichMenuAliasRequest(richMenuAliasId="ja", richMenuId=first),
        CreateRichMenuAliasRequest(richMenuAliasId="en", richMenuId=second),
        CreateRichMenuAliasRequest(richMenuAliasId="en", richMenuId="richmenu-0"),
    ]

    for request in refused:
        with pytest.raises(ApiException) as caught:
            await sdk.create_rich_menu_alias(request)
        assert 400 == caught.value.status
    async with api.post("/v2/bot/richmenu/alias", json={"richMenuAliasId": "JA", "richMenuId": first}) as told:
        assert 400 == told.status
    assert {"create alias"} == {one.endpoint for one in line.forgive()}

    await put(api, second, png(2500, 1686))
    await sdk.update_rich_menu_alias("ja", UpdateRichMenuAliasRequest(richMenuId=second))
    assert second == (await sdk.get_rich_menu_alias("ja")).rich_menu_id
    assert ["ja"] == [one.rich_menu_alias_id for one in (await sdk.get_rich_menu_alias_list()).aliases]
    await sdk.delete_rich_menu_alias("ja")
    with pytest.raises(ApiException):
        await sdk.get_rich_menu_alias("ja")


async def test_menu_without_picture_cannot_be_shown(line, sdk):
    """Neither to all nor to one."""
    menu_id, hanako = await create(sdk), line.user()

    for attempt in (sdk.set_default_rich_menu(menu_id), sdk.link_rich_menu_id_to_user(hanako.id, menu_id)):
        with pytest.raises(ApiException) as caught:
            await attempt
        assert 400 == caught.value.status

    assert 2 == len(line.forgive())


async def test_menu_for_nobody(line, sdk, api):
    """Invented people are refused."""
    menu_id = await create(sdk)
    await put(api, menu_id, png(2500, 1686))

    with pytest.raises(ApiException) as caught:
        await sdk.link_rich_menu_id_to_user("U" + "0" * 32, menu_id)

    assert 400 == caught.value.status
    assert ["link menu"] == [one.endpoint for one in line.forgive()]


@pytest.mark.parametrize(
    ("data", "media_type", "status"),
    [
        (png(2500, 1686, 1024 * 1024), "image/png", 200),
        (png(2500, 1686, 1024 * 1024 + 1), "image/png", 400),
        (jpeg(2500, 1686), "image/jpeg", 200),
        (jpeg(2500, 1686), "image/png", 400),
        (png(2500, 843), "image/png", 400),
        (b"GIF89a", "image/png", 400),
        (png(2500, 1686), "image/gif", 415),
    ],
)
async def test_pictures(line, sdk, api, data, media_type, status):
    """PNG or JPEG, as it says, of the menu's size, up to 1 MB."""
    assert status == await put(api, await create(sdk), data, media_type)
    assert (status == 200) is not bool(line.forgive())


async def test_pictures_cannot_be_replaced(line, sdk, api):
    """A second one is refused."""
    menu_id = await create(sdk)

    assert [200, 400] == [await put(api, menu_id, png(2500, 1686)) for _ in range(2)]
    assert ["set menu picture"] == [one.endpoint for one in line.forgive()]
    assert 404 == await put(api, "richmenu-0", png(2500, 1686))


async def test_hundred_menus_an_hour(line, api):
    """And one more every 36 seconds."""
    line.clock.stop()

    async def make():
        async with api.post("/v2/bot/richmenu", json=menu()) as told:
            return told.status

    assert [200] * 100 == [await make() for _ in range(100)]
    assert 429 == await make()
    line.clock.advance(36.1)
    assert [200, 429] == [await make(), await make()]


async def test_thousand_menus_and_thousand_aliases(line, api):
    """The last of each is made, the next refused."""
    line.menus.menus.update((f"richmenu-{number}", Menu(f"richmenu-{number}", menu(), b"x")) for number in range(999))
    line.menus.aliases.update((f"a{number}", "richmenu-0") for number in range(999))

    found = []
    for name in ("one", "two"):
        async with api.post("/v2/bot/richmenu", json=menu()) as told:
            found.append(told.status)
        async with api.post(
            "/v2/bot/richmenu/alias", json={"richMenuAliasId": name, "richMenuId": "richmenu-0"}
        ) as told:
            found.append(told.status)

    assert [200, 200, 400, 400] == found


async def test_menus_are_checked_without_creating(line, sdk, api):
    """The sound and the broken."""
    await sdk.validate_rich_menu_object(RichMenuRequest.from_dict(menu()))

    async with api.post("/v2/bot/richmenu/validate", json=menu(areas=[AREA] * 21)) as told:
        assert 400 == told.status

    assert line.forgive()
    assert {} == line.menus.menus
