"""Buttons and selects, over real sockets."""

from dataclasses import replace

import pytest

from bot.adapters.discord.buttons import Press, decode
from storage.sealing import Keyring, new_key
from storage.sqlite import SqliteStore
from tests.adapters.discord.conftest import at_work
from tests.fakes.discord.reading import buttons, labels, selects, words

LINE_ID = "クラウドワークスで契約前に、LINEのIDを教えてほしいと言われました。"
ADDRESS = "資料をお送りしますので、ご自宅の住所を教えてください。"


@pytest.fixture
def place(loopback):
    """Hanako in a server."""
    return loopback.user(), loopback.channel(loopback.guild())


async def asked(loopback, place, text=LINE_ID):
    """The answer to a message."""
    user, channel = place
    return await loopback.answered(loopback.slash(user, "ask", channel, text=text))


async def test_choice_takes_the_place_of_the_question(loopback, adapter, place):
    """One message, which is brought up to what is known now."""
    answer = await asked(loopback, place)

    pressed = loopback.press(place[0], answer, "申請して結果待ち")
    changed = await loopback.answered(pressed)

    assert changed is answer
    assert "承認「申請して結果待ち」" in words(changed)
    assert "申請して結果待ち" not in labels(changed)
    assert pressed.acknowledged_after < 1


async def test_select_of_platforms(loopback, adapter, place):
    """There are more platforms than a list may hold, so there are two lists."""
    answer = await asked(loopback, place, ADDRESS)
    first, second = selects(answer)

    assert {25} == {len(first["options"])}
    assert 36 == len(first["options"]) + len(second["options"]) - 1
    changed = await loopback.answered(loopback.choose(place[0], answer, "ランサーズ", of=first["custom_id"]))

    assert changed is answer
    assert "ランサーズ" in words(changed)


async def test_second_list_of_platforms(loopback, adapter, place):
    """Works as the first does."""
    answer = await asked(loopback, place, ADDRESS)
    second = selects(answer)[1]
    title = second["options"][-1]["label"]

    changed = await loopback.answered(loopback.choose(place[0], answer, title, of=second["custom_id"]))

    assert title in words(changed)


async def followup(loopback, pressed):
    """The message that follows a press."""
    found = await loopback.until(lambda: pressed.followups, what="a followup")
    return found[0]


async def brought_up(loopback, pressed):
    """Until the buttons of the pressed message are at the new step."""
    await loopback.until(lambda: any(one.how == "edit original" for one in pressed.answers), what="an edit")


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("もっと丁寧に", "柔らかめ"),
        ("もっときっぱり", "きっぱり"),
        ("英語で", "Thank you for your message"),
        ("理由と出典", "お知らせ：サービス外連絡申請の導入"),
        ("承認されたら？", "範囲を絞れば応じてよい"),
        ("また求められた", "再度お断りする文案"),
    ],
)
async def test_follow_ups(loopback, adapter, place, label, shown):
    """Each comes as a message of its own, for its person alone, and the answer stays."""
    answer = await asked(loopback, place)
    before = words(answer)

    pressed = loopback.press(place[0], answer, label)
    more = await followup(loopback, pressed)

    assert shown in words(more)
    assert more.ephemeral
    assert before == words(answer)


async def test_buttons_go_on_to_work(loopback, adapter, place):
    """The answer is not outdated by a look at its reasons: its letter and its question still belong together."""
    answer = await asked(loopback, place)
    why = loopback.press(place[0], answer, "理由と出典")
    await followup(loopback, why)
    await brought_up(loopback, why)

    softer = loopback.press(place[0], answer, "もっと丁寧に")
    assert "柔らかめ" in words(await followup(loopback, softer))
    await brought_up(loopback, softer)

    changed = await loopback.answered(loopback.press(place[0], answer, "承認された"))
    assert "承認「承認された」" in words(changed)


async def test_already_shared(loopback, adapter, place):
    """What to do now takes the place of what was to be done before."""
    answer = await asked(loopback, place)

    changed = await loopback.answered(loopback.press(place[0], answer, "もう渡してしまった"))

    assert changed is answer
    assert "渡してしまったあとにすること" in words(changed)
    assert "削除を求める文案" in words(changed)


async def test_letter_after_reasons(loopback, adapter, place):
    """Reasons have no letter below them, but the way to it."""
    answer = await asked(loopback, place)
    reasons = await followup(loopback, loopback.press(place[0], answer, "理由と出典"))

    letter = await followup(loopback, loopback.press(place[0], reasons, "返信の文案"))

    assert "申請を提案する文案" in words(letter)


async def test_old_button_explains_itself(loopback, adapter, place):
    """A new message has begun another case: what is below the old answer does nothing to it."""
    answer = await asked(loopback, place)
    await asked(loopback, place, ADDRESS)

    for label in ("もっと丁寧に", "承認された"):
        told = await followup(loopback, loopback.press(place[0], answer, label))
        assert "そのボタンは前のご相談のものです" in words(told)
    assert "承認「承認された」" not in words(answer)


async def test_button_of_an_erased_case(loopback, adapter, place, store):
    """The case is over: so says the button."""
    answer = await asked(loopback, place)
    store.cases.clear()

    told = await followup(loopback, loopback.press(place[0], answer, "もっと丁寧に"))

    assert "もう消してあります" in words(told)


@pytest.mark.parametrize(
    "forged",
    [
        "k9;{rest}",
        "k1;choice;{step};{owner};platform=nonsense",
        "k1;choice;{step};{owner};stage",
        "k1;choice;{step};{owner};=",
        "k1;choice;{step};{owner};nothing=yes",
        "k1;language;{step};{owner};fr",
        "k1;example;0;0;ja9",
        "k1;example;0;0;",
        "k1;nothing;{step};{owner};",
        "k1;",
        "button of somebody else's making",
        "鍵",
    ],
)
async def test_button_that_nobody_knows(loopback, adapter, place, store, forged):
    """Of another version, damaged or made up: nobody is left without an answer, and nothing happens to the case."""
    answer = await asked(loopback, place)
    before = dict(store.cases)
    button = buttons(answer)[0]
    _, _, step, owner, _ = button["custom_id"].split(";")
    button["custom_id"] = forged.format(step=step, owner=owner, rest=button["custom_id"].partition(";")[2])

    told = await followup(loopback, loopback.press(place[0], answer, button["custom_id"]))

    assert "今はもう使えません" in words(told)
    assert before == store.cases


async def test_buttons_survive_a_restart(loopback, account, parts, place, tmp_path):
    """What is needed stands in the button and in the database."""
    keys = Keyring([new_key()])
    async with (
        SqliteStore(tmp_path / "kotowari.db", keys) as store,
        at_work(loopback, account, replace(parts, store=store)),
    ):
        answer = await asked(loopback, place)
    async with (
        SqliteStore(tmp_path / "kotowari.db", keys) as store,
        at_work(loopback, account, replace(parts, store=store)),
    ):
        changed = await loopback.answered(loopback.press(place[0], answer, "申請して結果待ち"))
        assert "承認「申請して結果待ち」" in words(changed)
        softer = loopback.press(place[0], answer, "もっと丁寧に")
        assert "柔らかめ" in words(await followup(loopback, softer))


async def test_every_button_says_whose_it_is(loopback, adapter, place):
    """And nothing in it tells who that is."""
    user, _ = place
    answer = await asked(loopback, place)

    carried = [decode(one["custom_id"]) for one in (*buttons(answer), *selects(answer))]

    assert {True} == {isinstance(one, Press) for one in carried}
    assert 1 == len({(one.step, one.owner) for one in carried})
    assert not [one for one in buttons(answer) if user.id in one["custom_id"]]
