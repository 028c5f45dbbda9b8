"""`diff` tells which advice changes when rules change, and nothing else."""

import datetime as dt
import shutil

import pytest

from bot.policy_commands import judge
from policies.diff import Advice, Message, Side, compare, read_messages
from policies.load import PolicyError, load


@pytest.fixture
def old(folder, tmp_path):
    """The folder as it was before it is edited."""
    copy = tmp_path / "old"
    shutil.copytree(folder, copy)
    return copy


def _compare(old, new, messages=(), answers=(None, None)):
    return compare(Side(load(old), judge, answers[0]), Side(load(new), judge, answers[1]), messages)


def test_same_rules_give_the_same_advice(old, folder):
    """Nothing differs, and every example was compared."""
    found = _compare(old, folder)

    assert ((), (), (), ()) == (found.added, found.removed, found.edited, found.changed)
    assert 40 == found.examples


def test_changed_verdict_is_told_with_both_sides(old, folder, edit):
    """The example that sees the change, the verdict before and after, and the rules behind both."""
    edit("rules/harbour/contact.toml", 'verdict = "approval_first"\noverrides', 'verdict = "decline"\noverrides')

    found = _compare(old, folder)

    assert ("harbour.contact",) == found.edited
    told = {one.where: (str(one.before), str(one.after)) for one in found.changed}
    assert (
        "messenger approval_first (harbour.contact), asks for approval",
        "messenger decline (harbour.contact), asks for approval",
    ) not in told.values()
    assert (
        "messenger approval_first (harbour.contact)",
        "messenger decline (harbour.contact)",
    ) == told["harbour.contact “a LINE ID before any application”"]


def test_added_and_removed_rules_are_told(old, folder):
    """Examples of both sides are judged by both."""
    (folder / "rules/harbour/contact_approved.toml").unlink()
    shutil.copy(folder / "rules/common/email.toml", folder / "rules/common/mail.toml")
    path = folder / "rules/common/mail.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("common.email", "common.mail"), encoding="utf-8")

    found = _compare(old, folder)

    assert (("common.mail",), ("harbour.contact_approved",)) == (found.added, found.removed)
    assert "harbour.contact_approved “the application is approved”" in {one.where for one in found.changed}
    assert 41 == found.examples


def test_text_alone_changes_no_advice(old, folder, edit):
    """A mended reason makes an edited rule, but the advice is the same."""
    edit("rules/harbour/contact.toml", "An application has to be approved", "An application must be approved")

    found = _compare(old, folder)

    assert (("harbour.contact",), ()) == (found.edited, found.changed)


def test_kind_without_rules_on_one_side_is_no_crash(old, folder):
    """The side without a rule gives no advice."""
    (folder / "rules/common/otp.toml").unlink()

    [changed] = _compare(old, folder).changed

    assert ("otp ask_first (common.otp)", "no ask") == (str(changed.before), str(changed.after))


def test_examples_without_an_ask_are_passed_over(old, folder, edit):
    """There is nothing to judge in them."""
    edit("rules/harbour/contact.toml", 'ask = "email"\n', "")

    assert 40 == _compare(old, folder).examples


def test_messages_are_answered_by_both_sides(old, folder):
    """Only those that are answered differently are told, by their id."""
    messages = [Message("m1", "メアド"), Message("m2", "電話")]

    def before(message):
        return Advice((("email", "decline", ("a.b",)),), "stage")

    def after(message):
        return before(message) if message.id == "m1" else Advice((), None)

    found = _compare(old, folder, messages, (before, after))

    assert 2 == found.messages
    assert [("m2", "email decline (a.b), asks for stage", "no ask")] == [
        (one.where, str(one.before), str(one.after)) for one in found.changed
    ]


def test_messages_without_a_reader_give_no_advice(old, folder):
    """A folder without reading words cannot answer messages."""
    assert () == _compare(old, folder, [Message("m1", "メアド")]).changed


def test_messages_are_read_from_lines(tmp_path):
    """All fields, the shortest line, and empty lines between."""
    path = tmp_path / "cases.jsonl"
    full = (
        '{"id": "a", "text": "x", "facts": {"stage": "ended"}, "speaker": "client", "lang": "ja", "on": "2026-11-24"}'
    )
    path.write_text(full + '\n\n{"text": "y", "asks": []}\n', encoding="utf-8")

    expected = [
        Message("a", "x", {"stage": "ended"}, "client", "ja", dt.date(2026, 11, 24)),
        Message("line 3", "y"),
    ]
    assert expected == read_messages(path)


def test_every_line_that_is_no_message_is_told(tmp_path):
    """Not JSON, no object, no text, no day."""
    path = tmp_path / "cases.jsonl"
    lines = [
        "{",
        "[1]",
        '{"id": "a"}',
        '{"text": "x", "on": "2026-13-01"}',
        '{"text": "fine"}',
        '{"text": "x", "facts": 3}',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(PolicyError) as caught:
        read_messages(path)

    assert ["line 1", "line 2", "line 3", "line 4", "line 6"] == [one.place for one in caught.value.problems]
