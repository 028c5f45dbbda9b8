"""Examples are run by the whole rulebook, and rules that never stand are told."""

import datetime as dt

import pytest

from bot.policy_commands import judge
from policies.load import load, load_all
from policies.proof import Heard, day_of, prove, situation_of
from policies.proof_words import prove_words
from policies.schema import Rule, RuleExample
from policies.vocabulary import Kind, Manner


def _told(proof):
    return [str(failure) for failure in proof.failures]


def test_sound_examples_pass(folder):
    """Every example of the small folder holds, and every rule stands in one."""
    proof = prove(load(folder), judge)

    assert ([], ()) == (_told(proof), proof.silent)
    assert 32 + 4 + 2 + 2 == proof.examples


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'approval = "none" }\napplies = true\nverdict = "approval_first"',
            'approval = "none" }\napplies = true\nverdict = "decline"',
            "before any application”: the verdict should be “decline” but is “approval_first” (by harbour.contact)",
        ),
        (
            'tool = "line"\nfacts = { platform = "harbour", approval = "none" }',
            'tool = "line"\nfacts = { platform = "direct" }',
            "these do: common.messenger; “platform” is “direct” in the example, but the rule wants harbour",
        ),
        (
            'tool = "line"\nfacts = { platform = "harbour", approval = "none" }',
            'tool = "line"\nfacts = { approval = "none" }',
            "the rule should apply, but these do: common.messenger; give “platform” in the facts of the example",
        ),
        (
            'wants = "approval"',
            'wants = "stage"',
            "“the approval is unknown”: “stage” should be asked for, but “approval” is",
        ),
        (
            'facts = { platform = "harbour" }\nwants = "approval"',
            'facts = { platform = "direct" }\nwants = "approval"',
            "“approval” should be asked for, but nothing is",
        ),
        ("on = 2020-10-19\n", "", "the rule should not apply, but it does; narrow the rule, or mend the example"),
    ],
)
def test_wrong_expectation_is_explained(folder, edit, old, new, words):
    """What was expected, what came, which rules decided and what to do."""
    edit("rules/harbour/contact.toml", old, new)

    told = _told(prove(load(folder), judge))

    assert any(words in line for line in told), told
    assert all(line.startswith("rules/harbour/contact.toml, [[example]] ") for line in told)


def test_rule_outside_its_condition_of_signs_is_explained(folder, edit):
    """A condition that is no fact is told in general words."""
    edit("rules/fraud/hidden.toml", 'signs = ["hide_it"]\n', "")

    told = _told(prove(load(folder), judge))

    assert any("see tools, manner, signs, other asks" in line for line in told)


def test_displaced_rule_holds_but_does_not_stand(folder, edit):
    """`applies = true` is right for a rule that holds and gives way; `applies = false` is right as well."""
    boundary = 'approval = "approved" }\napplies = {}\nverdict'
    edit("rules/harbour/contact.toml", boundary.replace("{}", "false"), boundary.replace("{}", "true"))

    assert [] == _told(prove(load(folder), judge))


def test_rule_that_never_stands_is_silent(folder, edit):
    """Without the example in which it decides, a rule has not fired."""
    edit("rules/fraud/hidden.toml", 'signs = ["hide_it"]\nfacts', "facts")

    assert ("fraud.hidden",) == prove(load(folder), judge).silent


def test_kind_without_any_rule_is_told(folder):
    """No rule is left to decide: a failure, not a crash."""
    (folder / "rules/common/email.toml").unlink()
    text = (folder / "rules/common/phone.toml").read_text(encoding="utf-8").replace('ask = "phone"', 'ask = "email"')
    (folder / "rules/common/phone.toml").write_text(text, encoding="utf-8")

    told = _told(prove(load(folder), judge))

    assert any("no rule is left for “email”; add the default of the kind" in line for line in told)


def test_examples_without_an_ask_are_passed_over(folder, edit):
    """`check` complains of them; there is nothing to run."""
    edit("rules/harbour/contact.toml", 'ask = "email"\n', "")

    proof = prove(load(folder), judge)

    assert [] == _told(proof)
    with pytest.raises(ValueError, match="names no ask"):
        situation_of(*_third(load(folder)))


def _third(rulebook):
    rule = rulebook.rule("harbour.contact")
    return rule, rule.example[2]


@pytest.mark.parametrize(
    ("term", "on", "expected"),
    [
        ({}, None, dt.date(2026, 11, 23)),
        ({}, dt.date(2019, 5, 1), dt.date(2019, 5, 1)),
        ({"until": dt.date(2020, 10, 19)}, None, dt.date(2020, 10, 19)),
        ({"since": dt.date(2027, 4, 1)}, None, dt.date(2027, 4, 1)),
        ({"since": dt.date(2020, 1, 1), "until": dt.date(2030, 1, 1)}, None, dt.date(2026, 11, 23)),
    ],
)
def test_examples_are_judged_on_a_day_in_force(folder, term, on, expected):
    """The day of the review, moved into the term; a day that the example names comes first."""
    rule = load(folder).rule("common.email")
    moved = Rule.model_validate({**rule.model_dump(), "in_force": {"reviewed": dt.date(2026, 11, 23), **term}})

    assert expected == day_of(moved, RuleExample(name="x", on=on))


def _reader(heard):
    return lambda text, speaker: heard


def _heard(asks=None, signs=(), facts=None, intent="message"):
    return Heard(asks or {}, frozenset(signs), facts or {}, intent)


def test_message_of_an_example_must_yield_its_ask(folder):
    """With a reader the words of the example are read as well."""
    rulebook = load(folder)

    missed = prove(rulebook, judge, _reader(_heard({Kind.EMAIL: (None, frozenset())})))
    other = prove(rulebook, judge, _reader(_heard({Kind.MESSENGER: ("slack", frozenset())})))
    right = prove(rulebook, judge, _reader(_heard({Kind.MESSENGER: ("line", frozenset())})))

    assert ["“messenger” is not read from the message, but email"] == [one.wrong for one in missed.failures]
    assert ["the tool read from the message is “slack”, not “line”"] == [one.wrong for one in other.failures]
    assert [] == _told(right)


def _add(folder, name, text):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")


def _example(**lines):
    return "\n[[example]]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items())


def test_words_are_held_against_their_sentences(folder):
    """Asks, tools, signs, facts and intents: what is read is compared with what the file says."""
    _add(folder, "asks/email.toml", _example(text='"a"', applies="true", tool='"line"', manner='["reduced"]'))
    _add(folder, "asks/email.toml", _example(text='"b"', applies="false"))
    _add(folder, "tools/line.toml", _example(text='"c"', applies="true"))
    _add(folder, "tools/line.toml", _example(text='"d"', applies="false"))
    _add(folder, "facts/approval.toml", _example(text='"e"'))
    _add(folder, "intents/ja.toml", 'language = "ja"\n[intent]\nwhy = ["なぜ"]\n[example]\nwhy = ["なぜですか"]\n')
    _, lexicon = load_all(folder)

    count, nothing = prove_words(lexicon, _reader(_heard()))
    told = {(one.path, one.wrong) for one in nothing}

    assert 3 + 2 + 2 + 2 + 1 == count
    assert {
        ("asks/email.toml", "“email” is not read, but no ask"),
        ("tools/line.toml", "“line” is not read, but no ask"),
        ("signs/hide_it.toml", "the sign is not read"),
        ("facts/approval.toml", "the value read is “none”, not “approved”"),
        ("intents/ja.toml", "the intent read is “message”, not “why”"),
    } == told


def test_words_that_read_too_much_are_told(folder):
    """Near misses that are taken for hits, and hits with the wrong tool or without their manner."""
    _add(folder, "asks/email.toml", _example(text='"a"', applies="true", tool='"line"', manner='["reduced"]'))
    _add(folder, "asks/email.toml", _example(text='"b"', applies="false"))
    _add(folder, "tools/line.toml", _example(text='"d"', applies="false"))
    _, lexicon = load_all(folder)
    heard = _heard({Kind.EMAIL: ("slack", frozenset()), Kind.MESSENGER: ("line", frozenset())}, ["hide_it"])

    _, failures = prove_words(lexicon, _reader(heard))

    told = {(one.path, one.wrong) for one in failures}
    assert {
        ("asks/email.toml", "the tool read is “slack”, not “line”"),
        ("asks/email.toml", "this manner is not read: reduced"),
        ("asks/email.toml", "“email” is read, though nobody asks for it"),
        ("tools/line.toml", "“line” is read, though nobody asks for it"),
        ("signs/hide_it.toml", "the sign is read"),
        ("facts/approval.toml", "the value read is “none”, not “approved”"),
    } == told


def test_words_that_read_right_pass(folder):
    """Tool and manner as the example says, more manner is no fault."""
    _add(folder, "asks/email.toml", _example(text='"a"', applies="true", tool='"line"', manner='["reduced"]'))
    _, lexicon = load_all(folder)
    manner = frozenset([Manner.REDUCED, Manner.VOLUNTARY])

    def reader(text, speaker):
        signs = ["hide_it"] if "内緒" in text else []
        facts = {"approval": "approved"} if "承認" in text else {}
        return _heard({Kind.EMAIL: ("line", manner)}, signs, facts)

    assert () == prove_words(lexicon, reader)[1]
