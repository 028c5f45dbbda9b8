"""`kotowari policy …`: lines to print and an exit code."""

import datetime as dt
import shutil

import pytest

from bot import policy_commands as commands
from policies.load import load

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def rules_only(folder):
    """The small folder without the words by which messages are read, of which it has too few."""
    shutil.rmtree(folder / "asks")
    return folder


@pytest.fixture
def broken(folder, edit):
    """A folder with two mistakes in one file."""
    edit("rules/harbour/contact.toml", "reviewed = 2026-11-23", 'reviewed = "x"')
    edit("rules/harbour/contact.toml", 'purpose = "propose_approval"', 'purpose = "propose"')
    return folder


def test_check_of_sound_policies_names_their_version(folder):
    """The line says how much was checked, and which rules these are."""
    report = commands.check(folder)

    expected = f"35 rules, 2 sources: no mistakes (rules_version {load(folder).version})"
    assert ((expected,), 0) == (report.lines, report.code)


def test_check_tells_every_mistake_and_fails(broken):
    """One line each, and their number at the end."""
    report = commands.check(broken)

    assert 1 == report.code
    assert "line 6, in_force.reviewed" in report.lines[0]
    assert "line 24, [letter] purpose" in report.lines[1]
    assert "2 mistakes" == report.lines[-1]


def test_test_runs_all_examples(rules_only):
    """All is well: one line."""
    report = commands.test(rules_only)

    assert (("40 examples and 0 sentences run, 0 failed, 0 rules never fired",), 0) == (report.lines, report.code)


def test_test_tells_failures_and_silent_rules(rules_only, edit):
    """Either is a reason to fail."""
    edit("rules/fraud/hidden.toml", 'signs = ["hide_it"]\nfacts', "facts")

    report = commands.test(rules_only)

    assert 1 == report.code
    assert any(line.startswith("rules/fraud/hidden.toml, [[example]] 1 “told to hide it”") for line in report.lines)
    assert "fraud.hidden: stands in no example; add one in which it decides" in report.lines
    assert report.lines[-1].endswith("1 rule never fired")


def test_test_reads_messages_where_there_are_words(folder):
    """With words for reading, sentences are run as well."""
    report = commands.test(folder)

    assert "40 examples and 4 sentences run" in report.lines[-1]


def test_test_explains_a_malformed_pattern(folder, edit):
    """Words that cannot be compiled are told, not raised."""
    edit("signs/hide_it.toml", "秘密)", "秘密")

    report = commands.test(folder)

    assert 1 == report.code
    assert "opens a group that it does not close" in report.lines[0]


def test_list_shows_id_verdict_and_titles(folder):
    """One line a rule, in the order of ids, then their number."""
    report = commands.list_rules(folder)

    assert "35 rules" == report.lines[-1]
    assert any(line.split()[:2] == ["harbour.contact", "approval_first"] for line in report.lines)


def test_list_of_one_area(folder):
    """Only the rules filed there; an unknown area is a misuse with a hint."""
    assert 3 == len(commands.list_rules(folder, "harbour").lines)
    report = commands.list_rules(folder, "harbor")
    assert (("harbor: there is no area of that name; did you mean “harbour”?",), 2) == (report.lines, report.code)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("harbour.contact", ["harbour.contact: approval_first", "when platform: harbour", "examples: 4"]),
        ("harbour.contact", ["in force: from 2020-10-20 until now, last reviewed on 2026-11-23"]),
        ("harbour.contact", ["letter: propose_approval, platform_approval, platform_messages"]),
        ("harbour.contact", ["source harbour.terms: Contacts may be exchanged once an application is approved."]),
        ("harbour.contact", ["    https://harbour.example/terms", "step: 「申請」から申請してもらいます。"]),
        ("fraud.hidden", ["signs_any: hide_it", "not_tools: platform_call", "call: consumer_line"]),
        ("common.email", ["in force: from always until now, last reviewed on 2026-11-23", "letter: ask_purpose"]),
        ("harbour", ["harbour: https://harbour.example", "contact: 連絡先の交換には申請が必要です。"]),
        ("harbour", ["report: 「違反報告」から報告できます。", "rule harbour.contact_approved: share_minimal"]),
        ("hide_it", ["ja: 運営…(内緒|秘密)", "rule fraud.hidden: decline_and_report"]),
        ("harbour.terms", ["official, by Harbour, in ja, dated 2020-10-20, read on 2026-11-23"]),
        ("common.advice", ["community, by Advice, in en, read on 2026-05-01", "rule common.email: ask_first"]),
    ],
)
def test_show_tells_everything_of_one_thing(folder, name, words):
    """Rules, platforms, signs and sources by their ids."""
    report = commands.show(name, folder)

    assert 0 == report.code
    assert set(words) <= set(report.lines), "\n".join(report.lines)


def test_show_of_a_platform_with_procedure_and_note(folder, edit):
    """The procedure is told line by line; a platform without known rules says so."""
    both = '{ ja = "申請", en = "Application" }'
    keys = ("name", "who", "where", "how_long", "what_to_write")
    table = "[approval]\n" + "".join(f"{key} = {both}\n" for key in keys)
    table += 'source = [{ page = "harbour.terms", says = "Apply." }]\n\n[report]'
    edit("platforms/harbour.toml", "[report]", table)
    edit("platforms/harbour.toml", "rules_known = true", 'rules_known = false\nnote = { ja = "注。", en = "Note." }')
    edit("platforms/harbour.toml", 'home = "https://harbour.example"\n', "")

    lines = commands.show("harbour", folder).lines

    assert "harbour: no address" in lines
    assert "rules: none known; common rules apply" in lines
    assert "approval, how_long: 申請" in lines
    assert not any(line.startswith("approval, how_often") for line in lines)
    assert "note: 注。" in lines


def test_rule_without_letter_says_so(folder, edit):
    """No letter is written to criminals."""
    edit("rules/fraud/hidden.toml", "call =", "no_letter = true\ncall =")

    assert "letter: none" in commands.show("fraud.hidden", folder).lines


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("harbour.contacts", "did you mean “harbour.contact”?"), ("zzz", "see kotowari policy list")],
)
def test_show_of_nothing_is_a_misuse(folder, name, remedy):
    """The line says what was looked for, and what to do."""
    report = commands.show(name, folder)

    expected = f"{name}: there is no rule, platform, sign or source of that name; {remedy}"
    assert ((expected,), 2) == (report.lines, report.code)


@pytest.mark.parametrize(
    "command",
    [
        lambda root: commands.test(root),
        lambda root: commands.list_rules(root),
        lambda root: commands.show("harbour", root),
        lambda root: commands.stale("1d", TODAY, root),
        lambda root: commands.diff(root, root),
    ],
    ids=["test", "list", "show", "stale", "diff"],
)
def test_broken_policies_are_told_by_every_command(broken, command):
    """All mistakes of the files, not only the first; then where to look."""
    report = command(broken)

    assert 1 == report.code
    assert 3 == len(report.lines)
    assert "2 mistakes; see kotowari policy check" == report.lines[-1]


def test_diff_of_the_same_folder_finds_nothing(rules_only):
    """The last line says how much was compared."""
    report = commands.diff(rules_only, rules_only)

    assert (("40 examples and 0 messages compared, 0 with other advice",), 0) == (report.lines, report.code)


def test_diff_tells_rules_and_advice(rules_only, tmp_path, edit):
    """Edited, new and removed rules, then each advice that differs, before and after."""
    old = tmp_path / "old"
    shutil.copytree(rules_only, old)
    (rules_only / "rules/harbour/contact_approved.toml").unlink()
    edit("rules/common/otp.toml", 'verdict = "ask_first"\nin_force', 'verdict = "decline"\nin_force')

    lines = commands.diff(old, rules_only).lines

    assert ("gone rule: harbour.contact_approved", "edited rule: common.otp") == lines[:2]
    at = lines.index("common.otp “nothing else is known”:")
    assert ("    was otp ask_first (common.otp)", "    is  otp decline (common.otp)") == lines[at + 1 : at + 3]
    assert ("new rule: harbour.contact_approved", "edited rule: common.otp") == commands.diff(rules_only, old).lines[:2]


def test_diff_answers_files_of_messages(tmp_path):
    """The shipped words read the messages on both sides; a message's own day comes before the day given."""
    path = tmp_path / "messages.jsonl"
    text = "クラウドワークスの案件です。LINEのIDを教えてください。"
    path.write_text(
        f'{{"id": "a", "text": "{text}", "speaker": "client", "lang": "ja"}}\n{{"text": "{text}", "on": "2019-05-01"}}\n',
        encoding="utf-8",
    )

    report = commands.diff(commands.POLICIES_PATH, commands.POLICIES_PATH, [path], TODAY)

    assert report.lines[-1].endswith("2 messages compared, 0 with other advice")


def test_messages_without_any_day_are_a_misuse_of_the_function(tmp_path):
    """The rules of which day? The command line always gives one."""
    path = tmp_path / "messages.jsonl"
    path.write_text('{"text": "LINEのIDを教えてください。"}\n', encoding="utf-8")

    with pytest.raises(ValueError, match="needs `on`"):
        commands.diff(commands.POLICIES_PATH, commands.POLICIES_PATH, [path])


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (lambda here: commands.check(here / "no"), "there is no such folder; name a folder of policies"),
        (lambda here: commands.diff(here / "no", here), "there is no such folder; name a folder of policies"),
        (lambda here: commands.diff(here, here / "no"), "there is no such folder; name a folder of policies"),
        (lambda here: commands.diff(here, here, [here / "no.jsonl"]), "there is no such file; name a JSONL file"),
        (lambda here: commands.stale("soon", TODAY), "--older-than: “soon” is no age; write a number of days"),
    ],
)
def test_misuse_says_what_where_and_what_to_do(tmp_path, command, words):
    """Exit code 2 and one line."""
    report = command(tmp_path)

    assert 2 == report.code
    assert 1 == len(report.lines)
    assert words in report.lines[0]


def test_messages_that_cannot_be_read_are_told(folder, tmp_path):
    """A line that is no message is a mistake like any other."""
    path = tmp_path / "messages.jsonl"
    path.write_text("{\n", encoding="utf-8")

    report = commands.diff(folder, folder, [path])

    assert 1 == report.code
    assert report.lines[0].startswith("messages.jsonl, line 1: is no message")


def test_stale_tells_what_is_old_and_fails(folder):
    """A scheduled run notices by the exit code."""
    report = commands.stale("180d", TODAY, folder)

    expected = (
        "source common.advice: last looked at on 2026-05-01, 207 days ago",
        "1 older than 180 days on 2026-11-24",
    )
    assert (expected, 1) == (report.lines, report.code)


def test_stale_finds_nothing_in_fresh_rules(folder):
    """Nothing is old: exit code 0."""
    report = commands.stale("1y", TODAY, folder)

    assert (("0 older than 365 days on 2026-11-24",), 0) == (report.lines, report.code)
