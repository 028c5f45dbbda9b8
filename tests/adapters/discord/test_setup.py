"""What moderators set for their server, over real sockets."""

import datetime as dt

import pytest

from bot.adapters.discord.house import check
from bot.adapters.discord.identity import Identity
from bot.adapters.discord.rule_form import EXAMPLE
from bot.adapters.discord.servers import Server, Servers
from tests.adapters.discord.conftest import hashed
from tests.fakes.discord import faults
from tests.fakes.discord.permissions import MANAGE_GUILD
from tests.fakes.discord.reading import labels, selects, words

LINE_ID = "クラウドワークスで契約前に、LINEのIDを教えてほしいと言われました。"
MEETING = "直接のご依頼です。契約の前に、一度Zoomで打ち合わせをお願いできますか。"
DAY = dt.date(2026, 11, 24)
TEN = 10
"""Of fewer people moderators are told nothing."""


@pytest.fixture
def place(loopback):
    """A moderator in a server."""
    guild = loopback.guild()
    moderator = loopback.user("moderator")
    loopback.enter(guild, moderator, MANAGE_GUILD)
    return moderator, loopback.channel(guild)


@pytest.fixture
def setup(loopback, place):
    """The answer to a part of `/setup`."""

    async def give(part, **options):
        answer = await loopback.answered(loopback.slash(place[0], f"setup {part}", place[1], options))
        assert answer.ephemeral
        return answer

    return give


@pytest.fixture
def kept(servers, place):
    """What is set for the server by now."""

    async def look():
        return await Servers(servers, Identity(hashed)).of(int(place[1].guild.id))

    return look


async def test_only_for_those_who_manage_the_server(loopback, adapter, place):
    """Discord does not offer it to others."""
    with pytest.raises(AssertionError, match="is only offered to those"):
        loopback.slash(loopback.user(), "setup show", place[1])


async def test_what_discord_hides_is_refused_as_well(loopback, adapter, place, servers):
    """A server's owner may have offered the command to everybody."""
    for command in loopback.commands.registered[None]:
        command["default_member_permissions"] = None

    answer = await loopback.answered(loopback.slash(loopback.user(), "setup answers", place[1], {"how": "public"}))

    assert "「サーバー管理」の権限" in words(answer)
    assert {} == servers.kept


async def test_show(adapter, setup):
    """How things are where nobody has set anything."""
    answer = await setup("show")

    assert "**メンションへのお答え**：ボタンを押した本人にだけ表示" in words(answer)
    assert "すべてのチャンネル" in words(answer)


async def test_defaults(loopback, adapter, setup, place, kept):
    """The platform that members mostly use is not asked for."""
    await setup("defaults", platform="lancers", language="en")
    assert ("lancers", "en") == ((await kept()).platform, (await kept()).language)

    asked = loopback.slash(place[0], "ask", place[1], text="住所を教えてください。")
    assert "ランサーズ" in words(await loopback.answered(asked))

    await setup("defaults", platform="unset", language="unset")
    assert Server() == await kept()


async def test_answers_for_everybody(loopback, adapter, setup, place):
    """As the moderators want it."""
    await setup("answers", how="public")

    reply = await loopback.replied(loopback.say(place[0], f"{loopback.mention} {LINE_ID}", place[1]))

    assert "先に承認を受ける" in words(reply)


async def test_channels(loopback, adapter, setup, place, kept):
    """Chosen from a list; an empty choice means all of them."""
    questions = loopback.channel(place[1].guild, "questions")
    answer = await setup("channels")
    assert 1 == len(selects(answer))

    changed = await loopback.answered(loopback.choose(place[0], answer, questions))
    assert (int(questions.id),) == (await kept()).channels
    assert f"<#{questions.id}>" in words(changed)


async def test_reports(loopback, adapter, setup, place):
    """Rules and verdict come to the moderators, without words and names; twice reported is reported once."""
    channel = loopback.channel(place[1].guild, "reports")
    await setup("reports", channel=channel)
    user = loopback.user()
    answer = await loopback.answered(loopback.slash(user, "ask", place[1], text=LINE_ID))

    for _ in range(2):
        pressed = loopback.press(user, answer, "この答えは違う")
        thanks = (await loopback.until(lambda pressed=pressed: pressed.followups))[0]
        assert "ありがとうございます" in words(thanks)

    (report,) = loopback.sent_to(channel)
    assert "`approval_first`" in words(report)
    assert "`crowdworks.outside_contact_before_contract`" in words(report)
    assert "教えてほしい" not in words(report)
    assert user.id not in words(report)


async def test_reports_that_the_channel_does_not_take(loopback, adapter, setup, place):
    """The person is thanked all the same."""
    channel = loopback.channel(place[1].guild, "reports")
    await setup("reports", channel=channel)
    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))
    loopback.fail("send message", faults.NO_PERMISSION)

    pressed = loopback.press(place[0], answer, "この答えは違う")
    thanks = (await loopback.until(lambda: pressed.followups))[0]

    assert "ありがとうございます" in words(thanks)


async def test_counts_only_of_enough_people(loopback, adapter, setup, place):
    """Nine are too few to be told of, whatever they ask; the tenth makes them a number."""
    users = [loopback.user(f"user {number}") for number in range(TEN)]
    for user in users[:-1]:
        for _ in range(2):
            await loopback.answered(loopback.slash(user, "ask", place[1], text=LINE_ID))
    few = await setup("counts")
    assert "LINE" not in words(few)
    assert 1 == words(few).count("表示できる件数はありません")
    assert "人）" not in words(few)

    await loopback.answered(loopback.slash(users[-1], "ask", place[1], text=LINE_ID))
    enough = await setup("counts")

    assert f"外部のチャットのID（クラウドワークス）：{TEN}人" in words(enough)


async def test_follow_ups_are_not_counted(loopback, adapter, place, counts):
    """Nor what is asked where the app came along with a person."""
    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))
    await loopback.answered(loopback.press(place[0], answer, "まだ申請していない"))
    foreign = loopback.channel(loopback.guild("another", joined=False))
    guest = loopback.user("guest", installed=True)
    await loopback.answered(loopback.slash(guest, "ask", foreign, text=LINE_ID))

    assert [1] == [len(people) for people in counts.kept.values()]


async def test_counting_may_fail(loopback, adapter, place, counts, monkeypatch):
    """An answer does not depend on it."""
    from bot.errors import Problem, StoreUnavailable

    async def fail(*_arguments):
        raise StoreUnavailable(Problem("full", "disk", "make room"))

    monkeypatch.setattr(counts, "count", fail)

    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))

    assert "LINEのID" in words(answer)


async def test_house_rule(loopback, adapter, setup, place):
    """Checked, kept, told as the server's own, and harder than what holds elsewhere."""
    other = loopback.channel(loopback.guild("elsewhere"))
    asked = loopback.slash(place[0], "setup rule-add", place[1])
    await loopback.form(asked)
    saved = await loopback.answered(loopback.submit(asked))
    assert "「community.no\\_video\\_before\\_contract」を保存しました" in words(saved)

    here = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=MEETING))
    there = await loopback.answered(loopback.slash(place[0], "ask", other, text=MEETING))

    assert "✋ 断る" in words(here)
    assert "このサーバーの決まり：契約の前は" in words(here)
    assert f"出典：[このサーバーの決まり](https://discord.com/channels/{place[1].guild.id})\n" in words(here)
    assert "✋ 断る" not in words(there)
    assert "このサーバーの決まり" not in words(there)


async def test_house_rules_are_listed_and_removed(loopback, adapter, setup, place, kept):
    """By their names."""
    assert "まだありません" in words(await setup("rules"))
    asked = loopback.slash(place[0], "setup rule-add", place[1])
    await loopback.form(asked)
    await loopback.answered(loopback.submit(asked))
    name = "community.no_video_before_contract"
    listed = await setup("rules")
    assert name in words(listed)
    assert ["rules.toml"] == [file["filename"] for file in listed.attachments]
    assert {name: name} == await loopback.offered(
        loopback.complete(place[0], "setup rule-remove", place[1], "rule", "video")
    )

    assert "外しました" in words(await setup("rule-remove", rule=name))
    assert "ありません" in words(await setup("rule-remove", rule=name))
    assert () == (await kept()).rules


async def test_faulty_house_rule(loopback, adapter, place, kept):
    """What is wrong is told, with the text that was written, and nothing is kept."""
    asked = loopback.slash(place[0], "setup rule-add", place[1])
    await loopback.form(asked)

    told = await loopback.answered(loopback.submit(asked, text=EXAMPLE.replace('"decline"', '"never"')))

    assert "rule, line" in words(told)
    assert "never" in words(told)
    assert () == (await kept()).rules


def test_example_of_the_form_is_a_rule(core):
    """Whoever sends the form as it is has a rule."""
    assert () == check(EXAMPLE, core, DAY).problems


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("[when]", "[when", "line"),
        ("community.no_video", "crowdworks.no_video", "is no house rule"),
        (
            'verdict = "decline"\n\n[when]',
            'verdict = "decline"\noverrides = ["fraud.*"]\n\n[when]',
            "has no “overrides”",
        ),
        ('asks = ["meeting"]', 'asks = ["meetings"]', "meetings"),
        ('["before_contract"]', '["tomorrow"]', "there is no value “tomorrow”"),
        ('asks = ["meeting"]', 'asks = ["meeting"]\ntools = ["fax"]', "we know no tool “fax”"),
        ('asks = ["meeting"]', 'asks = ["meeting"]\nsigns_any = ["odd"]', "we know no sign “odd”"),
        ("applies = false", "applies = true", "no example shows the boundary"),
        ('stage = "contracted"', 'stage = "before_contract"', "boundary"),
        ('ask = "meeting"\nfacts = { platform = "direct", stage = "contracted" }', "", "names no ask"),
    ],
)
def test_mistakes_in_house_rules(core, before, after, problem):
    """Each is told by what it is."""
    assert before in EXAMPLE

    checked = check(EXAMPLE.replace(before, after, 1), core, DAY)

    assert checked.rule is None
    assert any(problem in line for line in checked.problems), checked.problems


async def test_house_rule_is_never_milder(loopback, adapter, place):
    """Whatever moderators allow, what a platform forbids stays forbidden."""
    text = EXAMPLE.replace('asks = ["meeting"]', 'asks = ["messenger"]').replace('ask = "meeting"', 'ask = "messenger"')
    text = text.replace('verdict = "decline"', 'verdict = "share"').replace('"direct"', '"crowdworks"')
    mild = text.replace('applies = true\nverdict = "share"', 'applies = true\nverdict = "approval_first"')
    asked = loopback.slash(place[0], "setup rule-add", place[1])
    await loopback.form(asked)
    saved = await loopback.answered(loopback.submit(asked, text=mild))
    assert "保存しました" in words(saved)

    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))

    assert "先に承認を受ける" in words(answer)
    assert "応じてよい" not in labels(answer)
