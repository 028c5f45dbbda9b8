"""What goes wrong, over real sockets: it is told where possible, and the client goes on."""

import pytest

from bot.adapters.discord.identity import Identity
from bot.adapters.discord.servers import Server, Servers
from bot.errors import Problem, StoreUnavailable
from tests.adapters.discord.conftest import hashed
from tests.fakes.discord import faults
from tests.fakes.discord.permissions import SEND_MESSAGES
from tests.fakes.discord.reading import labels, words

LINE_ID = "クラウドワークスで契約前に、LINEのIDを教えてほしいと言われました。"


@pytest.fixture
def place(loopback):
    """Hanako in a server."""
    return loopback.user(), loopback.channel(loopback.guild())


@pytest.fixture
async def still_works(loopback, adapter, place):
    """After the test, the next question is answered."""
    yield
    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))
    assert "LINEのID" in words(answer)


@pytest.fixture
def broken(store):
    """Break a method of the store."""

    def break_it(name):
        async def fail(*_arguments):
            raise StoreUnavailable(Problem("the disk is full", "somewhere", "make room"))

        working = getattr(store, name)
        setattr(store, name, fail)
        return lambda: setattr(store, name, working)

    return break_it


@pytest.mark.parametrize("method", ["preferences", "load", "save"])
async def test_store_that_fails(loopback, still_works, place, broken, method):
    """An apology, instead of an answer that rests on nothing."""
    mend = broken(method)

    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))
    mend()

    assert "記録を読み書きできず" in words(answer)


async def test_store_that_fails_at_a_press(loopback, still_works, place, broken):
    """The answer stays, and so does its button."""
    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))
    mend = broken("load")

    pressed = loopback.press(place[0], answer, "もっと丁寧に")
    told = (await loopback.until(lambda: pressed.followups))[0]
    mend()

    assert "記録を読み書きできず" in words(told)


async def test_erasing_that_fails(loopback, still_works, place, broken):
    """Whoever wanted everything erased must know that it may not be."""
    question = await loopback.answered(loopback.slash(place[0], "forget", place[1]))
    mend = broken("forget")

    pressed = loopback.press(place[0], question, "すべて消す")
    told = (await loopback.until(lambda: pressed.followups))[0]
    mend()

    assert "消せたことを確かめられませんでした" in words(told)


async def test_store_that_fails_at_a_message(loopback, still_works, broken):
    """In a direct message as well."""
    user = loopback.user()
    mend = broken("save")

    reply = await loopback.replied(loopback.say(user, LINE_ID, loopback.dm(user)))
    mend()

    assert "記録を読み書きできず" in words(reply)


async def test_unexpected_error(loopback, still_works, place, store, monkeypatch):
    """A mistake of ours is ours to look into, and nothing of it is shown."""

    async def fail(*_arguments):
        raise RuntimeError(LINE_ID)

    with monkeypatch.context() as patched:
        patched.setattr(store, "save", fail)
        answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))

    assert "うまくお答えできませんでした" in words(answer)


async def test_interaction_that_is_over(loopback, still_works, place, store):
    """Too late to answer: nothing is worked out for nobody."""
    loopback.fail("callback", faults.refused(10062))

    asked = loopback.slash(place[0], "ask", place[1], text=LINE_ID)
    await loopback.until(lambda: [one for one in loopback.calls("callback") if one.code == 10062])

    assert not asked.acknowledged
    assert {} == store.cases


async def test_automod_refuses_an_answer(loopback, still_works, place):
    """The person is told why there is none."""
    loopback.fail("edit original", faults.BLOCKED)

    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))

    assert "AutoMod" in words(answer)


@pytest.mark.parametrize("fault", [faults.BLOCKED, faults.refused(240000)])
async def test_automod_refuses_what_follows_a_press(loopback, still_works, place, fault):
    """The person is told beside the answer, which stays as it is."""
    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))
    before = words(answer), labels(answer)
    loopback.fail("followup", fault)

    pressed = loopback.press(place[0], answer, "もっと丁寧に")
    told = (await loopback.until(lambda: pressed.followups))[0]

    assert "AutoMod" in words(told)
    assert before == (words(answer), labels(answer))


async def test_automod_refuses_a_public_answer(loopback, still_works, servers):
    """Then it is offered privately."""
    guild = loopback.guild()
    await Servers(servers, Identity(hashed)).set(int(guild.id), Server(is_public=True))
    guild.blocked_words.add("承認")
    user, channel = loopback.user(), loopback.channel(guild)
    message = loopback.say(user, loopback.mention + " LINEのIDを聞かれました。クラウドワークスです。", channel)

    reply = await loopback.replied(message)

    assert ["自分だけに表示する"] == labels(reply)


async def test_channel_that_is_deleted_meanwhile(loopback, still_works):
    """The answer to a mention has no place any more, so its person is told in a direct message."""
    user, guild = loopback.user(), loopback.guild()
    channel = loopback.channel(guild, "short-lived")
    await loopback.replied(loopback.say(user, f"{loopback.mention} {LINE_ID}", channel))
    loopback.fail("send message", faults.refused(10003))

    loopback.say(user, f"{loopback.mention} {LINE_ID}", channel)
    told = await loopback.until(lambda: loopback.sent_to(loopback.dm(user)))

    assert "チャンネルが消えた" in words(told[0])


@pytest.mark.parametrize("route", ["callback", "edit original"])
@pytest.mark.parametrize("fault", [faults.RESET, faults.RESET_AFTERWARDS])
async def test_connection_that_is_cut_at_an_answer(loopback, still_works, place, route, fault):
    """What may be done twice is done again, whether or not it had its effect the first time."""
    loopback.fail(route, fault)

    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))

    assert "LINEのID" in words(answer)
    # To a second acknowledgement Discord answers that there is one already.
    assert {"callback"} >= {one.route for one in loopback.forgive()}


@pytest.mark.parametrize("fault", [faults.RESET, faults.RESET_AFTERWARDS])
async def test_connection_that_is_cut_at_a_reply(loopback, still_works, fault):
    """There is one reply in the end, not none and not two."""
    user = loopback.user()
    channel = loopback.dm(user)
    loopback.fail("send message", fault)

    message = loopback.say(user, LINE_ID, channel)
    await loopback.replied(message)
    await loopback.until(lambda: len(loopback.calls("send message")) == 2)

    assert 1 == len(loopback.replies(message))


async def test_connection_that_is_cut_at_what_follows_a_press(loopback, still_works, place):
    """It might stand there twice if it were sent again, so the person is told."""
    answer = await loopback.answered(loopback.slash(place[0], "ask", place[1], text=LINE_ID))
    loopback.fail("followup", faults.RESET)

    pressed = loopback.press(place[0], answer, "もっと丁寧に")
    told = (await loopback.until(lambda: pressed.followups))[0]

    assert "受け付けてもらえず" in words(told)


async def test_channel_where_we_may_not_write(loopback, still_works):
    """The person is told in a direct message."""
    guild = loopback.guild()
    user, channel = loopback.user(), loopback.channel(guild)
    loopback.permit(channel, loopback.bot, deny=SEND_MESSAGES)

    loopback.say(user, f"{loopback.mention} {LINE_ID}", channel)
    told = await loopback.until(lambda: loopback.sent_to(loopback.dm(user)))

    assert "書き込む権限がない" in words(told[0])


async def test_channel_and_direct_messages_are_shut(loopback, still_works):
    """There is no way left."""
    guild = loopback.guild()
    user, channel = loopback.user(), loopback.channel(guild)
    user.takes_dms = False
    loopback.permit(channel, loopback.bot, deny=SEND_MESSAGES)

    loopback.say(user, f"{loopback.mention} {LINE_ID}", channel)
    await loopback.until(lambda: [one for one in loopback.records.calls if one.code == 50007])


async def test_token_that_ends_meanwhile(loopback, still_works, place):
    """Nothing can be said any more."""
    loopback.fail("edit original", faults.refused(50027))

    asked = loopback.slash(place[0], "ask", place[1], text=LINE_ID)
    await loopback.until(lambda: [one for one in loopback.calls("edit original") if one.code == 50027])

    assert asked.acknowledged


async def test_servers_that_cannot_be_looked_up(loopback, still_works, servers, monkeypatch):
    """A mention is answered as where nothing is set."""

    async def fail(_name):
        raise StoreUnavailable(Problem("the disk is full", "somewhere", "make room"))

    with monkeypatch.context() as patched:
        patched.setattr(servers, "server", fail)
        user, channel = loopback.user(), loopback.channel(loopback.guild())
        reply = await loopback.replied(loopback.say(user, f"{loopback.mention} {LINE_ID}", channel))

    assert ["自分だけに表示する"] == labels(reply)


async def test_command_of_another_version(loopback, still_works, place):
    """Discord still lists what it was told before an update."""
    (why,) = [command for command in loopback.commands.registered[None] if command["name"] == "why"]
    why["name"] = "because"

    answer = await loopback.answered(loopback.slash(place[0], "because", place[1]))

    assert answer.ephemeral
    assert "新しくなりました" in words(answer)


async def test_more_messages_than_may_follow(loopback, still_works, place):
    """What could not be shown is told in place of the answer."""
    long = "Dear applicant, please send your phone number, your LINE ID, your passport photo, your bank account, "
    long += "your home address, your birth date, your resume and a list of your family, and join a video call."
    await loopback.answered(loopback.slash(place[0], "ask", place[1], text=long))
    loopback.fail("followup", faults.refused(40094))

    why = loopback.slash(place[0], "why", place[1])
    await loopback.answered(why)
    await loopback.until(lambda: "数を超えた" in words(why.original))
    assert ["followup"] == [one.route for one in loopback.forgive()]
