"""The commands that are no message to be advised on, over real sockets."""

import pytest

from tests.fakes.discord.reading import labels, words

LINE_ID = "クラウドワークスで契約前に、LINEのIDを教えてほしいと言われました。"


@pytest.fixture
def place(loopback):
    """Hanako in a server."""
    return loopback.user(), loopback.channel(loopback.guild())


@pytest.fixture
def command(loopback, place):
    """The answer to a command."""
    user, channel = place

    async def give(name, locale=None, **options):
        asked = loopback.slash(user, name, channel, locale=locale, **options)
        answer = await loopback.answered(asked)
        assert answer.ephemeral
        return answer

    return give


@pytest.mark.parametrize(
    ("what", "shown"),
    [("phone", "電話番号につきまして"), ("履歴書", "履歴書につきまして"), ("LINEのID", "LINEのIDにつきまして")],
)
async def test_decline(adapter, command, what, shown):
    """A letter without any message, from a suggestion or from words."""
    answer = await command("decline", what=what)

    assert shown in words(answer)
    assert "もっと丁寧に" in labels(answer)


async def test_decline_in_english_and_firmly(loopback, adapter, command, place):
    """As it was wished for; and the case goes on."""
    answer = await command("decline", what="phone", platform="upwork", tone="firm", language="en")
    assert "firm" in words(answer)

    pressed = loopback.press(place[0], answer, "Softer")
    more = (await loopback.until(lambda: pressed.followups))[0]

    assert "plain" in words(more)


async def test_decline_of_something_unknown(adapter, command):
    """We say so, and show what was typed as plain text."""
    answer = await command("decline", what="**宇宙船**")

    assert "「\\*\\*宇宙船\\*\\*」が何を指すのか" in words(answer)


async def test_why(adapter, command):
    """All reasons of the last answer."""
    await command("ask", text=LINE_ID)

    assert "お知らせ：サービス外連絡申請の導入" in words(await command("why"))


async def test_why_without_a_case(adapter, command):
    """There is nothing to go on from."""
    assert "まだありません" in words(await command("why"))


@pytest.mark.parametrize(("platform", "shown"), [("crowdworks", "サービス外連絡申請"), ("アップワーク", "Upwork")])
async def test_policy(adapter, command, platform, shown):
    """What is known of a platform, by any of its names."""
    answer = await command("policy", platform=platform)

    assert shown in words(answer)
    assert "出典：[" in words(answer)


async def test_policy_in_english(adapter, command):
    """Its equal."""
    answer = await command("policy", locale="en-US", platform="crowdworks")

    assert "Source: [" in words(answer)


async def test_settings(adapter, command, store):
    """What is set holds for what is asked afterwards."""
    before = await command("settings")
    assert "**お答えの言葉**：文章に合わせる" in words(before)

    after = await command("settings", language="en", platform="ランサーズ", tone="firm")
    assert "**Usual platform**: Lancers" in words(after)
    answer = await command("ask", text="住所を教えてください。")
    assert "from your settings" in words(answer)
    assert "(firm)" in words(answer)

    await command("settings", language="unset", platform="unset", tone="unset")
    (kept,) = store.set.values()
    assert (None, None, None) == (kept.language, kept.platform, kept.tone)


async def test_forget(loopback, adapter, command, place, store):
    """Only after a yes."""
    await command("ask", text=LINE_ID)
    await command("settings", tone="firm")
    question = await command("forget")
    assert store.cases

    kept = await loopback.answered(loopback.press(place[0], question, "消さない"))
    assert "何も消していません" in words(kept)
    assert store.cases

    question = await command("forget")
    done = await loopback.answered(loopback.press(place[0], question, "すべて消す"))
    assert "すべて消しました" in words(done)
    assert not store.cases
    assert not store.set


async def test_export(loopback, adapter, command):
    """A file with what is kept, or the word that nothing is."""
    assert "覚えていることはありませんでした" in words(await command("export"))

    await command("ask", text=LINE_ID)
    answer = await command("export")

    (file,) = answer.attachments
    assert "kotowari.json" == file["filename"]


async def test_privacy(loopback, adapter, command, place):
    """What is stored and for how long, and the way to erase it."""
    answer = await command("privacy")
    assert "24時間" in words(answer)

    asked = await loopback.answered(loopback.press(place[0], answer, "記録をすべて消す"))

    assert ["すべて消す", "消さない"] == labels(asked)


@pytest.mark.parametrize("locale", ["ja", "en-US"])
async def test_help_has_examples_that_work(loopback, adapter, command, place, locale):
    """Three of them, each answered with advice in the language of the help."""
    answer = await command("help", locale=locale)
    assert 3 == len(labels(answer))

    for label in labels(answer):
        pressed = loopback.press(place[0], answer, label, locale=locale)
        more = (await loopback.until(lambda pressed=pressed: pressed.followups))[0]
        assert ("求められているもの" if locale == "ja" else "What is asked for") in words(more)


async def test_suggestions_of_platforms(loopback, adapter, place):
    """By any name, and at most as many as Discord shows."""
    user, channel = place

    everything = await loopback.offered(loopback.complete(user, "ask", channel, "platform"))
    some = await loopback.offered(loopback.complete(user, "ask", channel, "platform", "クラワ"))
    none = await loopback.offered(loopback.complete(user, "policy", channel, "platform", "\U0001f600"))
    settings = await loopback.offered(loopback.complete(user, "settings", channel, "platform"))

    assert 25 == len(everything)
    assert {"クラウドワークス": "crowdworks"} == some
    assert {} == none
    assert "unset" in settings.values()


async def test_suggestions_of_things(loopback, adapter, place):
    """In the language of the person."""
    user, channel = place

    ja = await loopback.offered(loopback.complete(user, "decline", channel, "what", "番号"))
    en = await loopback.offered(loopback.complete(user, "decline", channel, "what", "phone", locale="en-US"))

    assert {"phone", "national_id"} == set(ja.values())
    assert {"Phone number": "phone"} == en
