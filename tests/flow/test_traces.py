"""What a conversation leaves behind: facts, and never a word."""

import asyncio
import datetime as dt

from bot.bootstrap import build, local_conversation, local_person
from bot.core.message import Message
from bot.settings import Settings
from tests.core.memory import NOW, Clock

CANARY = "カナリア商事の黄色山田太郎"


def contents(folder):
    """Everything in the data folder, byte for byte."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def holds(data, text):
    """Whether a text stands in the bytes, however it was encoded."""
    return any(text.encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "shift_jis", "unicode_escape"))


def test_no_word_reaches_the_disk_or_the_logs(kotowari):
    """Not the message, nor anything that is said after it."""
    kotowari.settings["KOTOWARI_LOG_LEVEL"] = "debug"
    done = kotowari(
        "chat",
        given=f"{CANARY}です。LINEのIDを教えてください。クラウドワークスの件です。\n\n{CANARY}と申します。もっと丁寧に\n\n3",
    )

    assert 0 == done.returncode
    assert {"kotowari.db", "key"} <= contents(kotowari.folder).keys()
    assert [] == [name for name, data in contents(kotowari.folder).items() if holds(data, CANARY[:4])]
    assert not holds(done.stderr, CANARY[:4])


def test_facts_are_sealed(kotowari):
    """Without the key nobody learns what was asked for."""
    kotowari.chat("クラウドワークスで契約前にLINEのIDを聞かれました。")

    assert [] == [
        name
        for name, data in contents(kotowari.folder).items()
        if any(word in data for word in (b"crowdworks", b"messenger", b"before_contract"))
    ]


def test_forget_leaves_nothing_of_a_case(kotowari):
    """The database is as small as it was before."""
    kotowari("forget")
    kotowari.chat("電話番号を教えてください。", "忘れて")
    database = contents(kotowari.folder)["kotowari.db"]
    kotowari.chat("クラウドワークスで契約前に免許証の写真を聞かれました。", "もっと丁寧に", "忘れて")
    after = contents(kotowari.folder)

    assert len(database) == len(after["kotowari.db"])
    assert not after.get("kotowari.db-wal")


async def _said(settings, clock, *texts):
    async with build(settings, clock) as app:
        person, conversation = local_person(app.store), local_conversation(app.store)
        replies = [await app.assistant.answer(Message(text, person, conversation, NOW)) for text in texts]
        return replies, await app.store.export(person)


def test_case_is_over_a_day_after_the_last_message(tmp_path):
    """It is erased at the end of the next run, whatever that was about."""
    settings = Settings(_env_file=None, data_dir=tmp_path / "data")
    clock = Clock()
    asyncio.run(_said(settings, clock, "クラウドワークスで契約前に電話番号を聞かれました。"))
    clock.pass_by(hours=23)
    alive, _ = asyncio.run(_said(settings, clock, "もっと丁寧に"))
    clock.pass_by(hours=24)
    over, kept = asyncio.run(_said(settings, clock, "もっと丁寧に"))

    assert alive[0].drafts
    assert (None, ()) == (over[0].verdict, over[0].drafts)
    assert [] == kept["conversations"]


def test_retention_is_a_setting(tmp_path):
    """In hours."""
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", retention_hours=2)
    clock = Clock()
    _, kept = asyncio.run(_said(settings, clock, "電話番号を教えてください。"))

    assert (NOW + dt.timedelta(hours=2)).isoformat() == kept["conversations"][0]["expires_at"]
