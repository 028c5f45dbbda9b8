"""Every way in, and whole conversations, through the running program."""

import pytest

from tests.fakes.discord.reading import labels, selects, words
from tests.flow.discord.conftest import PATIENCE_S, Person

LINE_ID = "クラウドワークスで契約前に、LINEのIDを教えてほしいと言われました。"
ADDRESS = "資料をお送りしますので、ご自宅の住所を教えてください。"


@pytest.mark.parametrize(
    ("locale", "entry", "shown"),
    [("ja", "教えていい?", "LINEのID"), ("en-US", "Should I share this?", "LINE ID")],
)
def test_menu_of_a_message(discord, meet, locale, entry, shown):
    """Only the person who asks sees the answer."""
    person = meet(locale)
    message = discord.say(discord.user("client"), LINE_ID, person.channel)

    answer = person.answer(discord.menu(person.user, entry, message))

    assert answer.ephemeral
    assert shown in words(answer)


def test_menu_where_the_bot_is_not(discord, meet):
    """Whoever has installed it in the own account has it everywhere."""
    person = meet()
    user = discord.user(installed=True)
    elsewhere = discord.channel(discord.guild("よそ", joined=False))
    message = discord.say(person.user, LINE_ID, elsewhere)

    assert "LINEのID" in words(person.answer(discord.menu(user, "教えていい?", message)))


def test_ask_with_text(meet):
    """`/ask`."""
    assert "LINEのID" in words(meet().command("ask", text=LINE_ID))


def test_ask_without_text(discord, meet):
    """A form opens, and is answered."""
    person = meet()
    opened = discord.slash(person.user, "ask", person.channel)
    discord.form(opened, seconds=PATIENCE_S)

    answer = person.answer(discord.submit(opened, {"届いたメッセージ": LINE_ID}))

    assert answer.ephemeral
    assert "LINEのID" in words(answer)


def test_commands_beside_asking(discord, meet, serve):
    """`/decline`, `/why`, `/policy`, `/settings`, `/export`, `/privacy`, `/help` and `/forget`."""
    person = meet()

    assert "電話番号につきまして" in words(person.command("decline", what="phone"))
    person.command("ask", text=LINE_ID)
    assert "お知らせ：サービス外連絡申請の導入" in words(person.command("why"))
    assert "出典：[" in words(person.command("policy", platform="crowdworks"))
    assert "きっぱり" in words(person.command("settings", tone="firm"))
    assert ["kotowari.json"] == [file["filename"] for file in person.command("export").attachments]
    assert "24時間" in words(person.command("privacy"))
    assert 3 == len(labels(person.command("help")))
    assert "すべて消しました" in words(person.press(person.command("forget"), "すべて消す"))
    assert "覚えていることはありませんでした" in words(person.command("export"))


def test_mention(discord, meet):
    """Everybody sees the reply, so it holds nothing but a button; the answer is for the person alone."""
    person = meet()
    reply = person.say(f"{discord.mention} {LINE_ID}")

    pressed = discord.press(person.user, reply, "自分だけに表示する")
    discord.until(lambda: pressed.shown and not pressed.shown[0].loading, seconds=PATIENCE_S)

    assert "LINEのID" not in words(reply)
    assert not reply.pings
    assert "LINEのID" in words(pressed.shown[0])
    assert pressed.shown[0].ephemeral


def test_direct_message(discord, meet):
    """No command is needed."""
    person = meet()

    assert "LINEのID" in words(person.say(LINE_ID, discord.dm(person.user)))


def test_conversation_in_japanese(discord, meet):
    """By a list and by buttons: platform, approval, tone, reasons, and what to do once it has been given away."""
    person = meet()
    answer = person.command("ask", text=ADDRESS)
    first = selects(answer)[0]

    chosen = person.answer(discord.choose(person.user, answer, "ランサーズ", of=first["custom_id"]))
    softer = person.follow(chosen, "もっと丁寧に")
    reasons = person.follow(chosen, "理由と出典")
    given = person.press(chosen, "もう渡してしまった")

    assert chosen is answer
    assert "柔らかめ" in words(softer)
    assert "出典" in words(reasons)
    assert given is answer
    assert "渡してしまったあとにすること" in words(given)


def test_conversation_in_english(discord, meet):
    """Its equal, by buttons and a list."""
    person = meet("en-US")
    answer = person.command("ask", text="Please tell us your home address, we will send you some material.")
    assert "What is asked for" in words(answer)
    first = selects(answer)[0]

    chosen = person.answer(discord.choose(person.user, answer, "Upwork", of=first["custom_id"]))
    firmer = person.follow(chosen, "Firmer")
    reasons = person.follow(chosen, "Why, with sources")
    given = person.press(chosen, "I already sent it")

    assert "Upwork" in words(chosen)
    assert "firm" in words(firmer)
    assert "Source" in words(reasons)
    assert given is answer


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        (
            LINE_ID,
            [
                ("申請しました", "承認「申請して結果待ち」"),
                ("もっとやわらかく", "柔らかめ"),
                ("英語で", "Thank you"),
                ("根拠は？", "**理由**"),
                ("承認されたら？", "範囲を絞れば応じてよい"),
                ("また聞かれた", "再度お断りする文案"),
                ("もう教えてしまった", "渡してしまったあとにすること"),
                ("忘れて", "すべて消しました"),
            ],
        ),
        (
            "CrowdWorks client, before the contract: please send your LINE ID.",
            [
                ("I have applied for approval", "waiting for result"),
                ("softer", "(soft)"),
                ("in Japanese", "お世話になっております"),
                ("why?", "**Why**"),
                ("what if it is approved?", "Agree to what is needed"),
                ("they keep asking", "declines again"),
                ("I already sent it", "What to do after sharing"),
                ("forget me", "has been erased"),
            ],
        ),
    ],
)
def test_conversation_by_typing(discord, meet, asked, written):
    """In direct messages, where no button needs to be pressed; nothing is left after the last word."""
    person = meet()
    channel = discord.dm(person.user)
    person.say(asked, channel)

    told = {text: words(person.say(text, channel)) for text, _ in written}

    assert {} == {text: told[text] for text, shown in written if shown not in told[text]}


def test_between_two_people(discord, meet):
    """Where somebody brought the app along: the menu on the other one's message, and a command."""
    user, client = discord.user(installed=True), discord.user("client")
    channel = discord.private(user, client)
    person = Person(discord, user, channel)
    message = discord.say(client, LINE_ID, channel)

    answer = person.answer(discord.menu(user, "教えていい?", message))

    assert answer.ephemeral
    assert "LINEのID" in words(answer)
    assert "もう一度" not in words(person.press(answer, "承認された"))
    assert "電話番号につきまして" in words(person.command("decline", what="phone"))


def test_server_with_rules_of_its_own(own):
    """What a moderator sets holds for the members, and a report reaches the channel that was chosen."""
    discord, serve, member = own()
    guild = member.channel.guild
    moderator = Person(discord, guild.owner, member.channel)
    reports = discord.channel(guild, "reports")
    opened = discord.slash(moderator.user, "setup rule-add", member.channel)
    discord.form(opened, seconds=PATIENCE_S)
    assert "保存しました" in words(moderator.answer(discord.submit(opened)))
    assert f"<#{reports.id}>" in words(moderator.command("setup reports", {"channel": reports}))
    moderator.command("setup answers", how="public")

    answer = member.say(f"{discord.mention} 直接のご依頼です。契約の前に、一度Zoomで打ち合わせをお願いできますか。")
    pressed = discord.press(member.user, answer, "この答えは違う")
    discord.until(lambda: pressed.followups, seconds=PATIENCE_S)
    (report,) = discord.run(lambda server: server.until(lambda: server.sent_to(reports), seconds=PATIENCE_S))

    assert "✋ 断る" in words(answer)
    assert "このサーバーの決まり：契約の前は" in words(answer)
    assert "`community.no_video_before_contract`" in words(report)
    assert "Zoom" not in words(report)
    assert ["answer_reported"] == [line["event"] for line in serve.complaints()]
    assert "表示できる件数はありません" in words(moderator.command("setup counts"))


def test_no_words_and_no_ids_in_any_file(discord, meet, serve):
    """Not in the database, its write-ahead file or the log, whichever door they came through."""
    canaries = [f"kanaria{number}の秘密" for number in range(6)]
    person = meet()
    message = discord.say(discord.user("鳥飼かな子"), f"{canaries[0]}です。{LINE_ID}", person.channel)
    person.answer(discord.menu(person.user, "教えていい?", message))
    answer = person.command("ask", text=f"{canaries[1]}株式会社です。{LINE_ID}")
    person.follow(answer, "もっと丁寧に")
    person.say(f"{discord.mention} {canaries[2]}です。{LINE_ID}")
    person.say(f"{canaries[3]}です。{LINE_ID}", discord.dm(person.user))
    discord.say(person.user, f"{canaries[4]}ってどう思う？", person.channel)
    person.command("decline", what=canaries[5])

    ids = (person.user.id, person.channel.id, person.channel.guild.id, message.id, discord.token)
    assert serve.cases()
    assert [] == serve.traces(*canaries, "このたびは", "鳥飼", "教えてほしい", *ids)
