"""Every door, over real sockets: what a person does, and what they see."""

import pytest

from bot.adapters.discord.identity import Identity
from bot.adapters.discord.servers import Server, Servers
from tests.adapters.discord.conftest import at_work, hashed
from tests.fakes.discord.reading import labels, selects, words

LINE_ID = "クラウドワークスで契約前に、LINEのIDを教えてほしいと言われました。"
ENGLISH = "Upwork client here. Before we sign, please send your phone number."


async def keep(servers, guild, **settings):
    """Set something for a server."""
    await Servers(servers, Identity(hashed)).set(int(guild.id), Server(**settings))


async def test_menu_on_a_message(loopback, adapter):
    """The main door: seen by its person alone, in their language."""
    guild = loopback.guild()
    user, client, channel = loopback.user(), loopback.user("client"), loopback.channel(guild)
    message = loopback.say(client, "LINEのIDを教えてください。", channel)

    answer = await loopback.answered(loopback.menu(user, "教えていい?", message))

    assert answer.ephemeral
    assert "求められているもの" in words(answer)
    assert "LINEのID" in words(answer)
    assert selects(answer)


@pytest.mark.parametrize("where", ["guild", "dm", "private"])
async def test_ask_with_text(loopback, adapter, where):
    """In servers, with the bot, and between two people for whom one has installed it."""
    user = loopback.user(installed=True)
    channel = {
        "guild": lambda: loopback.channel(loopback.guild()),
        "dm": lambda: loopback.dm(user),
        "private": lambda: loopback.private(user, loopback.user("client")),
    }[where]()

    asked = loopback.slash(user, "ask", channel, text=LINE_ID)
    answer = await loopback.answered(asked)

    assert answer.ephemeral
    assert "先に承認を受ける" in words(answer)
    assert asked.acknowledged_after < 1


async def test_menu_answers_in_the_language_of_the_reader(loopback, adapter):
    """Advice in the freelancer's language, the letter in the client's."""
    user, channel = loopback.user(locale="ja"), loopback.channel(loopback.guild())
    message = loopback.say(loopback.user("client"), ENGLISH, channel)

    answer = await loopback.answered(loopback.menu(user, "教えていい?", message))

    assert "断る" in words(answer)
    assert "Thank you for your message" in words(answer)


async def test_menu_in_english(loopback, adapter):
    """The same command, in the words of its reader."""
    user, channel = loopback.user(locale="en-US"), loopback.channel(loopback.guild())
    message = loopback.say(loopback.user("client"), ENGLISH, channel)

    answer = await loopback.answered(loopback.menu(user, "Should I share this?", message))

    assert "What is asked for" in words(answer)


async def test_menu_on_our_own_message(loopback, adapter):
    """There is nothing to check."""
    user = loopback.user()
    channel = loopback.dm(user)
    reply = await loopback.replied(loopback.say(user, LINE_ID, channel))

    answer = await loopback.answered(loopback.menu(user, "教えていい?", reply))

    assert "私からのメッセージ" in words(answer)


async def test_menu_on_a_text_file(loopback, adapter):
    """Discord makes a file of what is pasted and long."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())
    file = loopback.attachment("message.txt", LINE_ID.encode(), "text/plain", channel)
    message = loopback.say(loopback.user("client"), "", channel, attachments=[file])

    answer = await loopback.answered(loopback.menu(user, "教えていい?", message))

    assert "LINEのID" in words(answer)


async def test_menu_on_a_picture(loopback, adapter):
    """We say what we cannot read."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())
    picture = loopback.attachment("a.png", b"\x89PNG", "image/png", channel)
    message = loopback.say(loopback.user("client"), "", channel, attachments=[picture])

    answer = await loopback.answered(loopback.menu(user, "教えていい?", message))

    assert "読み取れるのは文章だけです" in words(answer)


async def test_options_are_told_facts(loopback, adapter):
    """They count for more than what the text says, and no question is asked about them."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())

    asked = loopback.slash(
        user, "ask", channel, text="住所を教えてください。", platform="lancers", stage="before_contract", language="en"
    )
    answer = await loopback.answered(asked)

    assert "Lancers" in words(answer)
    assert "from you" in words(answer)
    assert "Thank you for your message" in words(answer)


async def test_form(loopback, adapter):
    """`/ask` alone opens it, with what was chosen filled in."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())
    asked = loopback.slash(user, "相談", channel, platform="ランサーズ")
    modal = await loopback.form(asked)
    assert "教えていいか確かめる" == modal["title"]

    sent = loopback.submit(asked, text="電話番号を教えてください。", stage="before_contract")
    answer = await loopback.answered(sent)

    assert answer.ephemeral
    assert "ランサーズ" in words(answer)
    assert "契約の前" in words(answer)
    assert "電話番号" in words(answer)


async def test_form_survives_a_restart(loopback, account, parts):
    """Nobody has to write it again."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())
    async with at_work(loopback, account, parts):
        asked = loopback.slash(user, "ask", channel)
        await loopback.form(asked)
    async with at_work(loopback, account, parts):
        answer = await loopback.answered(loopback.submit(asked, text=LINE_ID))
        assert "LINEのID" in words(answer)


async def test_form_of_another_version(loopback, adapter):
    """Whoever sends it learns that it does not work any more, and what does."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())
    asked = loopback.slash(user, "ask", channel)
    modal = await loopback.form(asked)
    modal["custom_id"] = "f0;ask"

    answer = await loopback.answered(loopback.submit(asked, text=LINE_ID))

    assert "この入力欄は、今はもう使えません" in words(answer)


async def test_unknown_platform(loopback, adapter):
    """What was typed need not be one of the suggestions."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())

    answer = await loopback.answered(loopback.slash(user, "ask", channel, text=LINE_ID, platform="ナイサービス"))

    assert "「ナイサービス」というサービスは見つかりませんでした" in words(answer)


async def test_typing_goes_on_with_the_case(loopback, adapter):
    """A wish for the letter, in the same place."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())
    await loopback.answered(loopback.slash(user, "ask", channel, text=LINE_ID))

    answer = await loopback.answered(loopback.slash(user, "ask", channel, text="もっと丁寧に"))

    assert "柔らかめ" in words(answer)


async def test_direct_message(loopback, adapter):
    """Answered in place, and the buttons too."""
    user = loopback.user()
    channel = loopback.dm(user)

    reply = await loopback.replied(loopback.say(user, LINE_ID, channel))
    assert "先に承認を受ける" in words(reply)
    pressed = loopback.press(user, reply, "もっと丁寧に")
    more = await loopback.until(lambda: pressed.followups)

    assert not more[0].ephemeral
    assert "柔らかめ" in words(more[0])


@pytest.mark.parametrize(("said", "shown"), [("使い方", "`/相談`"), ("help", "`/ask`")])
async def test_help_in_a_direct_message(loopback, adapter, said, shown):
    """It names what there is on Discord, with examples to try."""
    user = loopback.user()

    reply = await loopback.replied(loopback.say(user, said, loopback.dm(user)))

    assert shown in words(reply)
    assert 3 == len(labels(reply))


async def test_message_without_letters(loopback, adapter):
    """It is answered in the language of what was talked about."""
    user = loopback.user()
    channel = loopback.dm(user)
    await loopback.replied(loopback.say(user, ENGLISH, channel))

    reply = await loopback.replied(loopback.say(user, "😀", channel))

    assert "We can only read text" in words(reply)


@pytest.mark.parametrize("said", ["こんにちは", "ありがとう"])
async def test_courtesies(loopback, adapter, said):
    """What we answer fits the beginning of a talk and its end alike."""
    user = loopback.user()

    reply = await loopback.replied(loopback.say(user, said, loopback.dm(user)))

    assert "いつでもお手伝いします" in words(reply)


async def test_mention_offers_a_private_answer(loopback, adapter, store):
    """Nobody else sees what it was about, and nothing is kept before the button is pressed."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())
    reply = await loopback.replied(loopback.say(user, f"{loopback.mention} {LINE_ID}", channel))
    assert ["自分だけに表示する"] == labels(reply)
    assert not reply.pings
    assert {} == store.cases

    pressed = loopback.press(user, reply, "自分だけに表示する")
    answer = (await loopback.until(lambda: pressed.followups))[0]

    assert answer.ephemeral
    assert "先に承認を受ける" in words(answer)


async def test_private_answer_is_for_its_person_alone(loopback, adapter, store):
    """Somebody else is told that it is not theirs."""
    user, other, channel = loopback.user(), loopback.user("other"), loopback.channel(loopback.guild())
    reply = await loopback.replied(loopback.say(user, f"{loopback.mention} {LINE_ID}", channel))

    pressed = loopback.press(other, reply, "自分だけに表示する")
    told = (await loopback.until(lambda: pressed.followups))[0]

    assert told.ephemeral
    assert "ほかの方のご相談" in words(told)
    assert {} == store.cases


async def test_private_answer_to_a_deleted_message(loopback, adapter):
    """What was taken back is not read any more."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())
    message = loopback.say(user, f"{loopback.mention} {LINE_ID}", channel)
    reply = await loopback.replied(message)
    loopback.events.delete(message)

    pressed = loopback.press(user, reply, "自分だけに表示する")
    told = (await loopback.until(lambda: pressed.followups))[0]

    assert "もとのメッセージを読めませんでした" in words(told)


async def test_public_answer(loopback, adapter, servers, parts):
    """Where the moderators want it so; what follows by button is private all the same."""
    guild = loopback.guild()
    user, channel = loopback.user(), loopback.channel(guild)
    await keep(servers, guild, is_public=True)

    reply = await loopback.replied(loopback.say(user, f"{loopback.mention} {LINE_ID}", channel))
    assert "先に承認を受ける" in words(reply)
    assert "全員に見えます" in words(reply)
    pressed = loopback.press(user, reply, "まだ申請していない")
    more = (await loopback.until(lambda: pressed.followups))[0]

    assert more.ephemeral
    assert "承認「まだ申請していない」" in words(more)
    assert "承認「まだ申請していない」" not in words(reply)


async def test_somebody_else_presses(loopback, adapter, servers):
    """A public answer is its person's."""
    guild = loopback.guild()
    user, other, channel = loopback.user(), loopback.user("other", locale="en-US"), loopback.channel(guild)
    await keep(servers, guild, is_public=True)
    reply = await loopback.replied(loopback.say(user, f"{loopback.mention} {LINE_ID}", channel))

    pressed = loopback.press(other, reply, "もっと丁寧に")
    told = (await loopback.until(lambda: pressed.followups))[0]

    assert told.ephemeral
    assert "somebody else's case" in words(told)


async def test_mentions_are_answered_where_they_are_wanted(loopback, adapter, servers):
    """Not in other channels than those that the moderators chose."""
    guild = loopback.guild()
    user, general, questions = loopback.user(), loopback.channel(guild), loopback.channel(guild, "questions")
    await keep(servers, guild, channels=(int(questions.id),))

    silent = loopback.say(user, f"{loopback.mention} {LINE_ID}", general)
    await loopback.replied(loopback.say(user, f"{loopback.mention} {LINE_ID}", questions))

    assert [] == loopback.replies(silent)


async def test_what_is_not_for_us(loopback, adapter, store):
    """What people say to each other, and what other bots say."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())
    bot = loopback.user("another bot")
    bot.bot = True
    others = [
        loopback.say(user, LINE_ID, channel),
        loopback.say(bot, f"{loopback.mention} {LINE_ID}", channel),
        loopback.say(user, f"@everyone {LINE_ID}", channel),
    ]

    await loopback.replied(loopback.say(user, f"{loopback.mention} {LINE_ID}", channel))

    assert [] == [reply for message in others for reply in loopback.replies(message)]
    assert {} == store.cases


async def test_bare_mention(loopback, adapter):
    """Somebody who calls us without a word is told how."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())

    reply = await loopback.replied(loopback.say(user, loopback.mention, channel))

    assert "メンションに続けて" in words(reply)


async def test_mention_below_a_message_of_somebody_else(loopback, adapter):
    """Discord does not give us what was replied to, so we tell of the menu that does."""
    user, channel = loopback.user(), loopback.channel(loopback.guild())
    message = loopback.say(loopback.user("client"), "LINEのIDを教えてください。", channel)

    reply = await loopback.replied(loopback.say(user, loopback.mention, channel, replies_to=message))

    assert "「教えていい?」を選ぶ" in words(reply)
