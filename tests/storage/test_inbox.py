"""What every engine promises of the inbox: each event once, in order, to one taker, and nothing left of it."""

import asyncio
import datetime as dt
import inspect
import sqlite3
from dataclasses import replace

import pytest

from bot.core.ports import Arrival, EventInbox, Stage
from bot.errors import StoreUnavailable
from storage import writer
from tests.storage.samples import ANN, BEN, LEASE, NEW_KEY, NOW, OLD_KEY, a_case, an_arrival, digest

SECOND = dt.timedelta(seconds=1)
MICROSECOND = dt.timedelta(microseconds=1)
DAY = dt.timedelta(days=1)
KEY = an_arrival().key


async def take(store, now=NOW, limit=10):
    """Take events, and return their payloads in order."""
    return [taken.payload for taken in await store.inbox.take("line", now, LEASE, limit)]


def test_inbox_has_every_method_of_the_port(make_store):
    """Same names, same arguments in the same order."""
    wanted = {name: method for name, method in vars(EventInbox).items() if inspect.iscoroutinefunction(method)}

    assert len(wanted) >= 10
    for name, method in wanted.items():
        assert list(inspect.signature(method).parameters)[1:] == list(
            inspect.signature(getattr(make_store().inbox, name)).parameters
        )


async def test_event_comes_back_as_it_came_in(make_store):
    """Every field, to the microsecond, and that this is the first attempt."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival()])
        (taken,) = await store.inbox.take("line", NOW, LEASE, 10)

    came = an_arrival()
    assert (came.source, came.key, came.person, came.conversation, came.payload, came.received_at) == (
        taken.source,
        taken.key,
        taken.person,
        taken.conversation,
        taken.payload,
        taken.received_at,
    )
    assert (1, Stage.RECEIVED, None) == (taken.attempt, taken.stage, taken.answer)


async def test_event_survives_a_restart(make_store):
    """What `receive` has returned from is found by the next process."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival()])

    async with make_store() as store:
        assert [an_arrival().payload] == await take(store)


async def test_duplicates_are_known(make_store):
    """In one call, in another, while it waits, while it is answered and after it was finished."""
    again = an_arrival(payload=b"other words")
    async with make_store() as store:
        await store.inbox.receive([an_arrival(), again])
        await store.inbox.receive([again])
        assert [an_arrival().payload] == await take(store)
        await store.inbox.receive([again])
        await store.inbox.finish("line", [KEY])
        await store.inbox.receive([again])

        assert [] == await take(store, NOW + LEASE)
        assert 0 == await store.inbox.depth("line")


async def test_sources_are_apart(make_store):
    """The same key of another platform is another event."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival(), an_arrival(source="other")])
        await store.inbox.finish("other", [KEY])

        assert (1, 0) == (await store.inbox.depth("line"), await store.inbox.depth("other"))


async def test_oldest_come_first_and_no_more_than_wanted(make_store):
    """In the order of their arrival, whatever the clock says."""
    events = [an_arrival(f"event {n}", conversation=f"chat {n}", received_at=NOW - n * SECOND) for n in range(5)]
    async with make_store() as store:
        await store.inbox.receive(events)

        assert [event.payload for event in events[:3]] == await take(store, limit=3)
        assert [event.payload for event in events[3:]] == await take(store, limit=3)


@pytest.mark.parametrize(
    ("after", "is_free"), [(LEASE - MICROSECOND, False), (LEASE, True), (LEASE + MICROSECOND, True)]
)
async def test_taken_event_is_free_when_its_lease_ends(make_store, after, is_free):
    """At that very moment."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival()])
        await take(store)

        assert is_free is bool(await take(store, NOW + after))


async def test_renewed_lease_lasts_longer(make_store):
    """For whoever has it."""
    async with make_store() as store, make_store() as other:
        await store.inbox.receive([an_arrival()])
        await take(store)
        await store.inbox.renew("line", [KEY], NOW + 2 * LEASE)

        assert [] == await take(other, NOW + LEASE)
        assert [an_arrival().payload] == await take(other, NOW + 2 * LEASE)


async def test_lost_lease_cannot_be_renewed_or_used(make_store):
    """Somebody else is at it: the first must neither send nor hinder."""
    async with make_store() as first, make_store() as second:
        await first.inbox.receive([an_arrival()])
        await take(first)
        await take(second, NOW + LEASE)

        await first.inbox.renew("line", [KEY], NOW + 9 * LEASE)
        await first.inbox.release("line", KEY, NOW)
        assert not await first.inbox.prepare("line", KEY, b"mine")
        assert not await first.inbox.hold("line", KEY, None)
        assert [] == await take(first, NOW + LEASE)
        assert await second.inbox.prepare("line", KEY, b"theirs")
        assert b"theirs" == (await second.inbox.find("line", KEY)).answer
        assert [an_arrival().payload] == await take(first, NOW + 2 * LEASE)


async def test_several_takers_never_get_the_same(make_store):
    """200 events, two processes, eight takers: each event once."""
    async with make_store() as one, make_store() as two:
        await one.inbox.receive([an_arrival(f"event {n}", conversation=f"chat {n}") for n in range(200)])
        found = []

        async def work(store):
            while batch := await take(store, limit=7):
                found.extend(batch)

        await asyncio.gather(*(work(store) for store in (one, two) for _ in range(4)))

    assert 200 == len(found) == len(set(found))


async def test_conversation_is_answered_in_its_order(make_store):
    """One at a time, across processes; other conversations and events without one go on."""
    async with make_store() as store, make_store() as other:
        await store.inbox.receive(
            [
                an_arrival("first"),
                an_arrival("second"),
                an_arrival("of ben", BEN),
                Arrival("line", digest("alone"), ANN, "", b"no chat", NOW),
                Arrival("line", digest("alone, too"), ANN, "", b"none either", NOW),
            ]
        )

        assert [b"said first", b"said of ben", b"no chat", b"none either"] == await take(store)
        assert [] == await take(other)
        await store.inbox.finish("line", [digest("first")])
        assert [b"said second"] == await take(other)


async def test_event_given_back_lets_others_pass_and_comes_again_in_time(make_store):
    """What fails stands in nobody's way."""
    later = NOW + 3 * SECOND
    async with make_store() as store:
        await store.inbox.receive([an_arrival("first"), an_arrival("second")])
        await take(store)
        await store.inbox.release("line", digest("first"), later)

        assert [b"said second"] == await take(store)
        await store.inbox.finish("line", [digest("second")])
        assert [] == await take(store, later - MICROSECOND)
        (again,) = await store.inbox.take("line", later, LEASE, 1)
        assert (b"said first", 2) == (again.payload, again.attempt)


async def test_answer_and_that_sending_begins_are_kept(make_store):
    """So that after a crash nobody judges twice."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival()])
        await take(store)
        assert await store.inbox.prepare("line", KEY, b"the answer")

    async with make_store() as store:
        (taken,) = await store.inbox.take("line", NOW + LEASE, LEASE, 1)
        assert (Stage.SENDING, b"the answer") == (taken.stage, taken.answer)


@pytest.mark.parametrize(("is_sure", "stage"), [(True, Stage.READY), (False, Stage.SENDING)])
async def test_what_was_surely_not_sent_is_known_as_such(make_store, is_sure, stage):
    """And what may have been sent, too."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival()])
        await take(store)
        await store.inbox.prepare("line", KEY, b"the answer")
        await store.inbox.release("line", KEY, NOW, sent_for_sure_not=is_sure)
        (taken,) = await store.inbox.take("line", NOW, LEASE, 1)

        assert (stage, b"the answer") == (taken.stage, taken.answer)


async def test_nobody_prepares_what_was_not_taken(make_store):
    """Neither an event that waits nor one that is over."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival()])
        assert not await store.inbox.prepare("line", KEY, b"x")
        assert not await store.inbox.hold("line", KEY, b"x")
        await take(store)
        await store.inbox.finish("line", [KEY])
        assert not await store.inbox.prepare("line", KEY, b"x")
        assert None is await store.inbox.find("line", KEY)


@pytest.mark.parametrize(
    "keep",
    [
        lambda inbox, cases: inbox.prepare("line", KEY, b"answer", cases),
        lambda inbox, cases: inbox.hold("line", KEY, None, cases),
        lambda inbox, cases: inbox.hold("line", KEY, b"answer", cases),
        lambda inbox, cases: inbox.finish("line", [KEY, digest("other")], cases),
    ],
    ids=["prepare", "hold", "held", "finish"],
)
@pytest.mark.parametrize("is_ours", [True, False])
async def test_cases_are_kept_with_the_rest_as_long_as_the_event_is_ours(make_store, keep, is_ours):
    """Changed, made and ended; by whoever has lost the event, none of it."""
    before = {name: a_case(name) for name in ("changed", "ended", "untouched")}
    changed, made = a_case("changed", step=9), a_case("made")
    async with make_store() as store, make_store() as other:
        for case in before.values():
            await store.save(case)
        await store.inbox.receive([an_arrival()])
        await take(store)
        if not is_ours:
            await take(other, NOW + LEASE)
        kept = await keep(store.inbox, {changed.key: changed, made.key: made, digest("ended"): None})

        after = [changed, made, None] if is_ours else [before["changed"], None, before["ended"]]
        assert after == [await store.load(digest(name), NOW) for name in ("changed", "made", "ended")]
        assert before["untouched"] == await store.load(digest("untouched"), NOW)
        assert kept in (None, is_ours)


async def test_answer_and_cases_are_one_write(make_store, commits):
    """A crash in between is not possible."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival()])
        await take(store)
        commits.clear()
        await store.inbox.prepare("line", KEY, b"answer", {a_case().key: a_case()})

        assert 1 == len(commits)


# --- leased as they come in --------------------------------------------------------------------------


async def test_event_that_is_leased_as_it_comes_in_is_as_if_it_had_been_taken(make_store):
    """Field by field; nobody else takes it before its lease ends, and its taker may do everything with it."""
    async with make_store() as store, make_store() as other:
        (ours,) = await store.inbox.receive([an_arrival()], LEASE, 1)
        await other.inbox.receive([an_arrival("twin", BEN)])
        (twin,) = await other.inbox.take("line", NOW, LEASE, 1)
        assert ours == replace(
            twin,
            key=ours.key,
            person=ours.person,
            conversation=ours.conversation,
            payload=an_arrival().payload,
        )

        await other.inbox.finish("line", [twin.key])
        assert [] == await take(other, NOW + LEASE - MICROSECOND)
        await store.inbox.renew("line", [KEY], NOW + 2 * LEASE)
        assert [] == await take(other, NOW + 2 * LEASE - MICROSECOND)
        assert await store.inbox.prepare("line", KEY, b"answer")
        (again,) = await other.inbox.take("line", NOW + 2 * LEASE, LEASE, 1)
        assert (2, b"answer") == (again.attempt, again.answer)


@pytest.mark.parametrize(("room", "leased"), [(0, 0), (2, 2), (9, 4)])
async def test_no_more_are_leased_than_there_is_room_for(make_store, room, leased):
    """The others wait as ever."""
    events = [an_arrival(f"event {n}", conversation=f"chat {n}") for n in range(4)]
    async with make_store() as store:
        ours = await store.inbox.receive(events, LEASE, room)

        assert [event.payload for event in events[:leased]] == [each.payload for each in ours]
        assert [event.payload for event in events[leased:]] == await take(store)


async def test_known_event_is_not_leased_again(make_store):
    """Waiting, taken or finished: whoever has it keeps it."""
    events = [an_arrival(name, conversation=name) for name in ("waits", "taken", "done")]
    async with make_store() as store, make_store() as other:
        await other.inbox.receive(events)
        await other.inbox.finish("line", [events[2].key])
        await other.inbox.release("line", events[0].key, NOW)
        (first, _) = await other.inbox.take("line", NOW, LEASE, 9)
        await other.inbox.release("line", first.key, NOW)

        assert [] == await store.inbox.receive(events, LEASE, 9)
        assert await other.inbox.prepare("line", events[1].key, b"answer")
        assert [b"said waits"] == await take(store)


async def test_leased_event_keeps_the_order_of_its_conversation(make_store):
    """It waits for one before it, in the same call or an earlier one, and those behind it wait for it."""
    async with make_store() as store:
        (first,) = await store.inbox.receive([an_arrival("1"), an_arrival("2")], LEASE, 2)
        assert b"said 1" == first.payload
        assert [] == await store.inbox.receive([an_arrival("3")], LEASE, 1)
        alone = [Arrival("line", digest(name), ANN, "", b"alone", NOW) for name in ("a", "b")]
        assert 2 == len(await store.inbox.receive(alone, LEASE, 2))
        assert [] == await take(store)

        await store.inbox.finish("line", [digest("1")])
        assert [] == await store.inbox.receive([an_arrival("4")], LEASE, 1)
        assert [b"said 2"] == await take(store)


async def test_leased_event_goes_ahead_of_one_given_back(make_store):
    """That one comes later, when its pause is over; then it goes first again."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival("fails")])
        await take(store)
        await store.inbox.release("line", digest("fails"), NOW + SECOND)
        assert 1 == len(await store.inbox.receive([an_arrival("passes")], LEASE, 1))
        await store.inbox.finish("line", [digest("passes")])

        late = an_arrival("late", received_at=NOW + SECOND)
        assert [] == await store.inbox.receive([late], LEASE, 1)
        assert [b"said fails"] == await take(store, NOW + SECOND)


async def test_held_answer_waits_for_whoever_fetches_it(make_store):
    """It is not taken any more, and blocks nobody; until it is there, its event belongs to its taker."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival(), an_arrival("next")])
        await take(store)
        assert await store.inbox.hold("line", KEY, None)
        assert Stage.HOLDING is (await store.inbox.find("line", KEY)).stage
        assert [] == await take(store)
        assert await store.inbox.hold("line", KEY, b"the answer")
        held = await store.inbox.find("line", KEY)

        assert (Stage.HELD, b"the answer") == (held.stage, held.answer)
        assert [b"said next"] == await take(store)
        assert [] == await take(store, NOW + LEASE / 2)
        assert [digest("next")] == [each.key for each in await store.inbox.take("line", NOW + LEASE, LEASE, 9)]
        assert 1 == await store.inbox.depth("line")


async def test_waiting_events_are_found_by_the_beginning_of_their_conversation(make_store):
    """A group's, with all its members; taken, given back, held; not those that are done."""
    place = digest("group")
    names = [f"{place}/{member}" for member in "abc"]
    async with make_store() as store:
        await store.inbox.receive(
            [an_arrival(name, conversation=name) for name in names] + [an_arrival("other", conversation=digest("else"))]
        )
        await take(store, limit=1)
        await store.inbox.hold("line", digest(names[0]), b"held")
        await store.inbox.finish("line", [digest(names[1])])

        assert [digest(names[0]), digest(names[2])] == [
            one.key for one in await store.inbox.waiting("line", f"{place}/")
        ]
        assert [digest(names[2])] == [one.key for one in await store.inbox.waiting("line", names[2])]
        assert [] == await store.inbox.waiting("line", digest("nobody"))


async def test_forget_erases_what_waits_but_not_what_is_being_answered(make_store):
    """The wish to be forgotten is such an event itself; what was erased does not come back as a duplicate."""
    of_ben, elsewhere = an_arrival("of ben", BEN), digest("elsewhere")
    async with make_store() as store:
        await store.inbox.receive([an_arrival("waits", conversation=elsewhere)])
        await take(store)
        await store.inbox.release("line", digest("waits"), NOW + DAY)
        await store.inbox.receive([an_arrival("wish"), of_ben])
        await take(store, limit=1)

        assert 1 == await store.forget(ANN)
        assert None is await store.inbox.find("line", digest("waits"))
        await store.inbox.receive([an_arrival("waits")])
        await store.inbox.finish("line", [digest("wish")])
        assert [of_ben.payload] == await take(store)
        assert [] == (await store.export(ANN))["events"]


async def test_forget_leaves_what_was_said_afterwards(make_store):
    """Somebody who is forgotten may go on at once; with nothing under way everything goes."""
    after = an_arrival("after")
    async with make_store() as store:
        await store.inbox.receive([an_arrival("wish"), after])
        await take(store, limit=1)

        assert 0 == await store.forget(ANN)
        await store.inbox.finish("line", [digest("wish")])
        assert [after.payload] == await take(store)
        await store.inbox.release("line", digest("after"), NOW)
        assert 1 == await store.forget(ANN)


async def test_export_shows_what_waits(make_store):
    """With its text and, if there is one, its answer; nothing of anybody else."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival(), an_arrival("of ben", BEN)])
        await take(store)
        await store.inbox.prepare("line", KEY, "答え".encode())
        exported = await store.export(ANN)

    assert exported["events"] == [
        {
            "source": "line",
            "received_at": NOW.isoformat(),
            "stage": "sending",
            "event": "said event",
            "answer": "答え",
        }
    ]


@pytest.mark.parametrize(("now", "purged"), [(NOW + DAY - MICROSECOND, 0), (NOW + DAY, 3)])
async def test_events_are_over_after_a_day(make_store, now, purged):
    """Keys, held answers, and what nobody ever answered."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival("done"), an_arrival("held", BEN), an_arrival("waits")])
        await take(store)
        await store.inbox.finish("line", [digest("done")])
        await store.inbox.hold("line", digest("held"), b"held")

        assert purged == await store.purge(now)
        await store.inbox.receive([an_arrival("done")])
        assert (purged == 3) is (digest("done") in [t.key for t in await store.inbox.take("line", now, LEASE, 9)])


async def test_record_that_does_not_open_ends_and_takes_no_other_with_it(make_store, db_path):
    """A damaged one would otherwise come again and again."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival("damaged", BEN), an_arrival("sound")])
        db = sqlite3.connect(db_path, isolation_level=None)
        db.execute("UPDATE inbox SET payload = substr(payload, 1, 30) WHERE key = ?", (digest("damaged"),))
        db.close()

        assert [b"said sound"] == await take(store)
        assert 1 == await store.inbox.depth("line")


async def test_payload_opens_only_in_its_own_row(make_store, db_path):
    """One that was moved to another event does not open there."""
    async with make_store() as store:
        await store.inbox.receive([an_arrival("one"), an_arrival("two", BEN)])
        db = sqlite3.connect(db_path, isolation_level=None)
        db.execute("UPDATE inbox SET payload = (SELECT payload FROM inbox WHERE key = ?)", (digest("one"),))
        db.close()

        assert [b"said one"] == await take(store)


@pytest.mark.parametrize(
    "use",
    [
        lambda inbox: inbox.receive([an_arrival()]),
        lambda inbox: inbox.take("line", NOW, LEASE, 1),
        lambda inbox: inbox.renew("line", [KEY], NOW),
        lambda inbox: inbox.release("line", KEY, NOW),
        lambda inbox: inbox.prepare("line", KEY, b""),
        lambda inbox: inbox.hold("line", KEY, b""),
        lambda inbox: inbox.find("line", KEY),
        lambda inbox: inbox.waiting("line", ""),
        lambda inbox: inbox.finish("line", [KEY]),
        lambda inbox: inbox.depth("line"),
    ],
)
async def test_closed_store_says_so(make_store, use):
    """Before it is opened and after it is closed."""
    store = make_store()
    with pytest.raises(StoreUnavailable, match="closed"):
        await use(store.inbox)
    async with store:
        pass
    with pytest.raises(StoreUnavailable, match="closed"):
        await use(store.inbox)


async def test_events_of_one_call_and_of_many_share_commits(make_store, commits):
    """A hundred webhooks at once cost two commits at most."""
    async with make_store() as store:
        commits.clear()
        await asyncio.gather(*(store.inbox.receive([an_arrival(f"{n} a"), an_arrival(f"{n} b")]) for n in range(100)))

        assert len(commits) <= 2
        assert 200 == await store.inbox.depth("line")


# --- traces ------------------------------------------------------------------------------------------


def on_disk(path):
    """Return all bytes of the database and of the files beside it."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


async def test_events_cannot_be_read_from_the_files(sqlite_store, db_path):
    """Neither the text nor the answer stands there in clear, while they are kept."""
    async with sqlite_store() as store:
        await store.inbox.receive([an_arrival(payload="秘密の言葉".encode() * 2000)])
        await take(store)
        await store.inbox.prepare("line", KEY, "秘密の返事".encode())
        files = on_disk(db_path)

    assert KEY.encode() in files
    assert "秘密".encode() not in files


async def test_finished_event_leaves_nothing_but_its_key(sqlite_store, db_path, monkeypatch):
    """In a quiet moment the sealed bytes, too, go from the file and from the write-ahead file; the store stays open."""
    monkeypatch.setattr(writer, "QUIET_S", 0.01)
    async with sqlite_store() as store:
        await store.inbox.receive([an_arrival(payload=b"long " * 3000)])
        await take(store)
        await store.inbox.prepare("line", KEY, b"answer " * 1000)
        db = sqlite3.connect(db_path)
        ((payload, answer),) = db.execute("SELECT payload, answer FROM inbox").fetchall()
        db.close()
        before = on_disk(db_path)
        # SQLite chains long values through several pages, so that only pieces of them stand together.
        pieces = [payload[:500], payload[-500:], answer[:500], answer[-500:]]
        await store.inbox.finish("line", [KEY])
        async with asyncio.timeout(5):
            while any(piece in on_disk(db_path) for piece in pieces):
                await asyncio.sleep(0.01)
        after = on_disk(db_path)

    assert all(piece in before for piece in pieces)
    assert KEY.encode() in after
    assert ANN.encode() not in after
    assert an_arrival().conversation.encode() not in after


async def test_traces_go_even_without_a_quiet_moment(sqlite_store, db_path, monkeypatch):
    """Under load that never stops."""
    monkeypatch.setattr(writer, "QUIET_S", 60)
    monkeypatch.setattr(writer, "LONGEST_TRACES_S", 0.05)
    async with sqlite_store() as store:
        await store.inbox.receive([an_arrival(payload=b"x")])
        db = sqlite3.connect(db_path)
        ((payload,),) = db.execute("SELECT payload FROM inbox").fetchall()
        db.close()
        await store.inbox.finish("line", [KEY])
        assert payload in on_disk(db_path)
        await asyncio.sleep(0.06)
        await store.inbox.receive([an_arrival("more")])

        assert payload not in on_disk(db_path)


async def test_events_wait_through_a_change_of_keys(sqlite_store):
    """The newer key reads what the older one sealed."""
    async with sqlite_store(OLD_KEY) as store:
        await store.inbox.receive([an_arrival()])
    async with sqlite_store(NEW_KEY, OLD_KEY):
        pass
    async with sqlite_store(NEW_KEY) as store:
        assert [an_arrival().payload] == await take(store)


async def test_probe_writes(make_store, db_path):
    """It fails where nothing can be kept, and changes nothing where it can."""
    async with make_store() as store:
        await store.probe()
        await store.inbox.receive([an_arrival()])
        assert [an_arrival().payload] == await take(store)
    with pytest.raises(StoreUnavailable, match="closed"):
        await store.probe()


async def test_cases_are_kept_together_with_the_answer(make_store):
    """And ended together with it."""
    async with make_store() as store:
        await store.save(a_case("old"))
        await store.inbox.receive([an_arrival()])
        await store.inbox.take("line", NOW, LEASE, 10)
        left = {digest("case"): a_case(), digest("old"): None}

        assert await store.inbox.prepare("line", KEY, b"answer", left)
        assert a_case() == await store.load(digest("case"), NOW)
        assert await store.load(digest("old"), NOW) is None


async def test_cases_of_a_lost_lease_are_not_kept(make_store):
    """Whoever took the event over decides what it does."""
    async with make_store() as store, make_store() as other:
        await store.save(a_case("old"))
        await store.inbox.receive([an_arrival()])
        await store.inbox.take("line", NOW, LEASE, 10)
        await other.inbox.take("line", NOW + LEASE + SECOND, LEASE, 10)
        left = {digest("case"): a_case(), digest("old"): None}

        assert not await store.inbox.prepare("line", KEY, b"answer", left)
        assert await store.load(digest("case"), NOW) is None
        assert a_case("old") == await store.load(digest("old"), NOW)


async def test_event_that_need_not_wait_is_taken_as_it_comes_in(make_store):
    """But only as many as there is room for, and nobody else gets it during the lease."""
    arrivals = [an_arrival(), an_arrival("second", conversation=digest("another"))]
    async with make_store() as store:
        taken = await store.inbox.receive(arrivals, LEASE, 1)

        assert [KEY] == [each.key for each in taken]
        assert [arrivals[1].payload] == await take(store)


async def test_event_that_comes_twice_at_once_is_taken_once(make_store):
    """Wherever the second one stands."""
    twice = [an_arrival(), an_arrival("second", conversation=digest("another")), an_arrival()]
    async with make_store() as store:
        taken = await store.inbox.receive(twice, LEASE, 3)

    assert [twice[0].key, twice[1].key] == [each.key for each in taken]
