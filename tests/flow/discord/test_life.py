"""The running program through restarts, lost connections, crowds and servers that send it away."""

import socket
import time
from contextlib import closing

import pytest

from tests.fakes.discord import faults
from tests.fakes.discord.ids import shard_of
from tests.fakes.discord.reading import words
from tests.fakes.line.faults import hang
from tests.fakes.line.thread import LineInThread
from tests.flow.discord.conftest import PATIENCE_S, DiscordServe

LINE_ID = "クラウドワークスで契約前に、LINEのIDを教えてほしいと言われました。"
EVERYBODY = 200
ACK = "kotowari_discord_ack_seconds"


def test_restart_in_the_middle_of_a_conversation(own):
    """Buttons from before work on, and the program has let go of everything in good order."""
    discord, serve, person = own()
    answer = person.answer(discord.slash(person.user, "ask", person.channel, text=LINE_ID))
    serve.stop()
    stopped = [line["event"] for line in serve.log if "server_sto" in line["event"]]
    left = sorted(path.name for path in serve.folder.iterdir())
    serve.start()

    changed = person.press(answer, "申請して結果待ち")
    softer = person.follow(changed, "もっと丁寧に")

    assert (["server_stopping", "server_stopped"], ["key", "kotowari.db"]) == (stopped, left)
    assert "承認「申請して結果待ち」" in words(changed)
    assert "柔らかめ" in words(softer)
    assert [] == serve.complaints()


def test_kill_in_the_middle_of_a_conversation(own):
    """As a power cut would; the next process goes on from what was shown."""
    discord, serve, person = own()
    answer = person.answer(discord.slash(person.user, "ask", person.channel, text=LINE_ID))
    serve.kill()
    serve.start()

    assert "承認「申請して結果待ち」" in words(person.press(answer, "申請して結果待ち"))


def test_connection_lost_while_an_answer_is_under_way(own):
    """The answer arrives, the session is resumed, and what came meanwhile is made up for."""
    discord, serve, person = own()
    discord.fail("edit original", faults.slow(1))
    asked = discord.slash(person.user, "ask", person.channel, text=LINE_ID)
    discord.acknowledged(asked, seconds=PATIENCE_S)

    discord.gateway.break_off()
    answer = person.answer(asked)
    discord.ready(seconds=PATIENCE_S)
    again = person.answer(discord.slash(person.user, "ask", person.channel, text=LINE_ID))

    assert "LINEのID" in words(answer)
    assert "LINEのID" in words(again)
    assert "shard_resumed" in [line["event"] for line in serve.log]
    assert [] == [line for line in serve.complaints() if line["event"] != "shard_disconnected"]


def test_not_ready_without_a_connection(own):
    """Whoever looks after the process can see it."""
    discord, serve, _ = own()
    connected = serve.page("/metrics")[1]

    discord.gateway.open = False
    discord.gateway.drop()
    end = time.monotonic() + PATIENCE_S
    while serve.page("/readyz")[0] == 200:
        assert time.monotonic() < end
        time.sleep(0.05)

    assert "kotowari_discord_connected 1\n" in connected
    assert (503, "discord: not connected\n") == serve.page("/readyz")
    assert 200 == serve.page("/healthz")[0]


def test_server_that_sends_us_away_is_erased(own):
    """Its cases, its counts and what is set for it; cases elsewhere stay."""
    discord, serve, person = own()
    owner, guild = person.channel.guild.owner, person.channel.guild
    person.answer(discord.slash(person.user, "ask", person.channel, text=LINE_ID))
    person.answer(discord.slash(owner, "setup defaults", person.channel, platform="crowdworks"))
    person.say(LINE_ID, discord.dm(person.user))

    before = kept(serve)
    discord.events.removed(guild)
    end = time.monotonic() + PATIENCE_S
    while kept(serve) != [(1,), (0,), (0,)]:
        assert time.monotonic() < end, kept(serve)
        time.sleep(0.05)

    assert [(2,), (1,), (1,)] == before
    assert [] == serve.complaints()


def test_server_that_sends_us_away_while_we_are_off(own):
    """It is erased at the next start; one that is out of reach at that moment is not."""
    discord, serve, person = own()
    reached = discord.guild("out of reach")
    for guild in (person.channel.guild, reached):
        channel = discord.channel(guild)
        person.answer(discord.slash(person.user, "ask", channel, text=LINE_ID))
    serve.stop()
    assert [(2,), (2,), (2,)] == kept(serve)

    discord.events.removed(person.channel.guild)
    discord.run(lambda server: server.gateway.unnamed.add(reached.id))
    serve.start()
    end = time.monotonic() + PATIENCE_S
    while kept(serve) != [(1,), (1,), (1,)]:
        assert time.monotonic() < end, kept(serve)
        time.sleep(0.05)

    assert [] == serve.complaints()


def kept(serve):
    """How many cases, counts and servers are kept."""
    return [serve.rows(f"SELECT count(*) FROM {table}")[0] for table in ("conversations", "counts", "servers")]


def test_everybody_at_once(discord, serve, meet, record_property):
    """All are acknowledged within a second, each has an answer, and the program counts them.

    A machine that is busy with other things has three tries.
    """
    channel = meet().channel
    for _ in range(3):
        counted = serve.metric(f"{ACK}_count")
        users = [discord.user(f"user {number}") for number in range(EVERYBODY)]
        asked = discord.run(
            lambda server, users=users: [server.slash(user, "ask", channel, text=LINE_ID) for user in users]
        )
        answers = [discord.answered(one, seconds=PATIENCE_S) for one in asked]
        took = sorted(one.acknowledged_after for one in asked)

        assert {True} == {"LINEのID" in words(answer) for answer in answers}
        assert EVERYBODY == serve.metric(f"{ACK}_count") - counted
        if took[-1] < 1:
            break

    record_property("acknowledged_p99_s", took[int(len(took) * 0.99) - 1])
    print(f"acknowledged: p50 {took[len(took) // 2]:.3f} s, p99 {took[int(len(took) * 0.99) - 1]:.3f} s")
    assert took[-1] < 1


def test_two_processes_share_the_servers(own, tmp_path):
    """By shards, over one data folder: each answers its own servers, and a person's data is one in both."""
    discord, first, person = own(KOTOWARI_DISCORD_SHARD_COUNT="2", KOTOWARI_DISCORD_SHARD_IDS="0")
    shared = {"KOTOWARI_DISCORD_SHARD_COUNT": "2", "KOTOWARI_DATA_DIR": str(first.folder)}
    second = DiscordServe(tmp_path / "second", discord, KOTOWARI_DISCORD_SHARD_IDS="1", **shared)
    channels = {shard_of(guild.id, 2): discord.channel(guild) for guild in (discord.guild("one"), discord.guild("two"))}
    missed = discord.slash(person.user, "ask", channels[1], text=LINE_ID)
    person.answer(discord.slash(person.user, "ask", channels[0], text=LINE_ID))
    assert not missed.acknowledged

    second.start()
    try:
        answer = person.answer(discord.slash(person.user, "ask", channels[1], text=LINE_ID))
        erased = person.press(person.answer(discord.slash(person.user, "forget", channels[0])), "すべて消す")
        left = first.cases()
        over = discord.press(person.user, answer, "もっと丁寧に")
        told = discord.until(lambda: over.followups and over.followups[0], seconds=PATIENCE_S)
    finally:
        second.stop()

    shards = [[line["shard"] for line in each.log if line["event"] == "shard_ready"] for each in (first, second)]
    assert [[0], [1]] == shards
    assert "すべて消しました" in words(erased)
    assert not left
    assert "もう消してあります" in words(told)
    assert [] == first.complaints() + second.complaints()


def test_line_and_discord_in_one_process(own):
    """Each is answered in its own way, both are ready, and one word stops both."""
    with LineInThread() as line:
        discord, serve, person = own(line)
        asked = discord.slash(person.user, "ask", person.channel, text=LINE_ID)
        on_line = line.ask(line.user(), LINE_ID)

        assert "LINEのID" in words(person.answer(asked))
        assert on_line
        serve.settle(PATIENCE_S)
        page = serve.page("/metrics")[1]
        serve.stop()

        assert "kotowari_discord_connected 1" in page
        assert "kotowari_line_waiting 0" in page
        assert [] == serve.complaints()
        line.check()


def test_neither_platform_waits_for_the_other(own):
    """Where one does not take its answers, the other's go out all the same; so they do in a crowd."""
    with LineInThread() as line:
        discord, serve, person = own(line)
        discord.fail("edit original", faults.slow(PATIENCE_S))
        stuck = discord.slash(person.user, "ask", person.channel, text=LINE_ID)
        discord.acknowledged(stuck, seconds=PATIENCE_S)
        assert line.ask(line.user(), LINE_ID)

        line.fail("reply", hang(PATIENCE_S))
        waiting = line.events.text(line.user(), LINE_ID)
        line.deliver(waiting)
        line.wait_for(lambda line: len(line.calls("reply")) == 2, seconds=PATIENCE_S)
        assert "LINEのID" in words(person.answer(discord.slash(person.user, "ask", person.channel, text=LINE_ID)))

        users = [discord.user(f"user {number}") for number in range(50)]
        crowd = discord.run(lambda server: [server.slash(user, "ask", person.channel, text=LINE_ID) for user in users])
        assert line.ask(line.user(), LINE_ID)
        assert {True} == {"LINEのID" in words(person.answer(one)) for one in crowd}
        serve.kill()
        line.forgive()


@pytest.mark.parametrize(
    ("settings", "told"), [({"KOTOWARI_DISCORD_TOKEN": "another-token"}, "does not know this token")]
)
def test_wrong_token_is_told(serve, settings, told):
    """In one line, with the remedy, and exit code 2."""
    done = serve.command("serve", **settings)

    assert (2, 1) == (done.returncode, done.stderr.splitlines()[-1].count("KOTOWARI_DISCORD_TOKEN"))
    assert told in done.stderr


@pytest.mark.parametrize("command", [("serve",), ("discord", "sync"), ("doctor",)])
def test_discord_that_cannot_be_reached(serve, command):
    """One line that says so, whatever was wanted; nothing is taken for a mistake in the program."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}/api/v10"
    done = serve.command(*command, KOTOWARI_DISCORD_API_URL=nowhere)

    assert 1 == done.returncode
    assert 1 == (done.stdout + done.stderr).count("Discord: cannot be reached")
    assert "unexpected" not in done.stderr


def test_sync_and_doctor(serve, shared_discord):
    """What is registered is what is shown beforehand; the doctor finds it current."""
    shown = serve.command("discord", "sync", "--dry-run", KOTOWARI_DISCORD_TOKEN="")
    done = serve.command("discord", "sync")
    looked = serve.command("doctor")

    assert (0, 0) == (shown.returncode, done.returncode)
    assert '"教えていい?"' in shown.stdout
    assert f"client_id={shared_discord.application_id}" in done.stdout
    assert "permissions=274877975552" in done.stdout
    assert "Discord: the token is accepted" in looked.stdout
    assert "Discord: no privileged intent is switched on" in looked.stdout
    assert "the commands are registered as they are now" in looked.stdout
