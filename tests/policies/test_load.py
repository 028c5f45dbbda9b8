"""The policy files become a rulebook, or an error that lists every mistake."""

import datetime as dt
import shutil

import pytest

from policies.load import POLICIES_PATH, RULES, WORDS, PolicyError, lexicon, load, load_all, read_files, validate
from policies.problems import Problem, nearest, suggest
from policies.rulebook import in_force
from policies.schema import Rule
from policies.vocabulary import Kind


def test_sound_folder_becomes_a_rulebook(folder):
    """Every folder of files ends up in its part of the rulebook."""
    rulebook = load(folder)

    assert rulebook.rule("harbour.contact").title.en == "Exchanging contacts needs an application"
    assert {"harbour"} == set(rulebook.platforms)
    assert {"harbour.terms", "common.advice"} == set(rulebook.sources)
    assert {"hide_it"} == set(rulebook.signs)
    assert {Kind.EMAIL} == set(rulebook.aftercare)
    assert {"consumer_line"} == set(rulebook.contacts)


def test_sound_folder_becomes_a_lexicon(folder):
    """`load_all` also gives the words by which messages are read."""
    _, words = load_all(folder)

    assert {Kind.EMAIL} == set(words.asks)
    assert {"line", "platform_call"} == set(words.tools)
    assert {"approval"} == set(words.facts)
    assert {"hide_it"} == set(words.signs)
    assert {"harbour"} == set(words.platforms)


def test_all_mistakes_are_reported_at_once(folder, edit):
    """Three broken files, one of them twice: four problems, each with its file."""
    edit("rules/harbour/contact.toml", 'verdict = "approval_first"\noverrides', "verdict = approval_first\noverrides")
    edit("sources/common.toml", 'kind = "community"', 'kind = "rumour"')
    edit("signs/hide_it.toml", "[ja]\nwords", "[ja]\nwrods")
    edit("signs/hide_it.toml", 'id = "hide_it"', "id = 3")

    with pytest.raises(PolicyError) as caught:
        load(folder)

    paths = [problem.path for problem in caught.value.problems]
    assert [
        "policies/rules/harbour/contact.toml",
        "policies/signs/hide_it.toml",
        "policies/signs/hide_it.toml",
        "policies/sources/common.toml",
    ] == paths
    assert "\n".join(map(str, caught.value.problems)) == str(caught.value)


def test_lexicon_is_refused_too(folder, edit):
    """A mistake in the words stops `load_all`, while `load` needs only the rules."""
    edit("asks/email.toml", 'kind = "email"', 'kind = "e-mail"')

    load(folder)
    with pytest.raises(PolicyError, match="asks/email.toml"):
        load_all(folder)
    with pytest.raises(PolicyError, match="asks/email.toml"):
        lexicon(validate(read_files(folder), WORDS))


@pytest.mark.parametrize(
    "name", ["rules/harbour/contact.toml", "asks/email.toml", "tools/line.toml", "facts/approval.toml"]
)
def test_version_names_the_exact_files(folder, name):
    """A changed comment in any file, the words included, gives another version; the same files give the same."""
    before = read_files(folder).version
    path = folder / name

    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")

    after = read_files(folder).version
    assert before != after
    assert after == read_files(folder).version
    assert load(folder).version == after


def test_version_depends_on_names_and_not_on_place(folder, tmp_path):
    """The same files elsewhere have the same version; a renamed one has not."""
    copy = tmp_path / "elsewhere" / "policies"
    shutil.copytree(folder, copy)

    assert read_files(folder).version == read_files(copy).version
    (copy / "tools" / "line.toml").rename(copy / "tools" / "lines.toml")
    assert read_files(folder).version != read_files(copy).version


def test_broken_file_outside_the_sections_does_not_stop_them(folder):
    """A file that no section reads is nobody's problem here; `check` complains of it."""
    (folder / "asks" / "phone.toml").write_text("not toml", encoding="utf-8")

    assert () == validate(read_files(folder), RULES).problems
    assert 1 == len(validate(read_files(folder), {**RULES, **WORDS}).problems)


def test_files_are_told_by_the_folder_they_lie_in(folder):
    """`below` gives the sound files of one folder only, if they have the model asked for."""
    contents = validate(read_files(folder), RULES)

    assert "rules/harbour/contact.toml" in contents.below("rules", Rule)
    assert {} == contents.below("sources", Rule)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (dt.date(2020, 10, 18), False),
        (dt.date(2020, 10, 19), True),
        (dt.date(2020, 10, 20), True),
        (dt.date(2020, 10, 21), False),
    ],
)
def test_term_includes_both_its_days(folder, edit, day, holds):
    """A rule is in force on the day of `since` and on that of `until`, and not a day more."""
    edit("rules/harbour/contact.toml", "since = 2020-10-20", "since = 2020-10-19, until = 2020-10-20")
    rulebook = load(folder)
    rule = rulebook.rule("harbour.contact")

    assert holds is in_force(rule, day)
    assert holds is (rule in rulebook.rules_for(Kind.EMAIL, day))


def test_rule_without_term_is_always_in_force(folder):
    """Neither since nor until: any day."""
    rule = load(folder).rule("common.email")

    assert in_force(rule, dt.date.min)
    assert in_force(rule, dt.date.max)


def test_rulebook_answers_for_many_days(folder):
    """What is remembered of each day is given up before it grows without end."""
    rulebook = load(folder)
    first = dt.date(2020, 10, 19)

    for days in range(4200):
        rules = rulebook.rules_for(Kind.EMAIL, first + dt.timedelta(days=days))
        assert (days > 0) is any(rule.id == "harbour.contact" for rule in rules)

    assert len(rulebook._by_kind) <= 4097


def test_shipped_policies_lie_beside_the_code():
    """The default folder is the package itself."""
    assert (POLICIES_PATH / "load.py").is_file()


def test_problem_without_place_names_the_file_alone():
    """The words of a problem are: file, place, what is wrong; what to do."""
    assert "a.toml: is wrong; mend it" == str(Problem("a.toml", "", "is wrong", "mend it"))
    assert "a.toml, line 3: is wrong; mend it" == str(Problem("a.toml", "line 3", "is wrong", "mend it"))


@pytest.mark.parametrize(
    ("word", "choices", "expected"),
    [
        ("declin", ["decline", "share"], "decline"),
        ("Decline", ["decline", "share"], "decline"),
        ("ask first", ["ask_first", "share"], "ask_first"),
        ("before", ["before_contract", "ended"], "before_contract"),
        ("propose", ["ask_purpose", "propose_approval"], "propose_approval"),
        ("contract", ["before_contract", "ended"], "before_contract"),
        ("x", ["decline", "share"], None),
        ("refuse", ["decline", "share"], None),
        (3, ["decline"], None),
    ],
)
def test_nearest_choice(word, choices, expected):
    """Small slips are recognised; other words are not guessed at."""
    assert expected == nearest(word, choices)


def test_many_choices_are_not_listed_when_one_is_near():
    """With more than ten choices only the nearest is named."""
    choices = [f"choice_{number}" for number in range(11)]

    assert "did you mean “choice_3”?" == suggest("choice_3x", choices)
    assert suggest("zzz", choices).startswith("write one of: choice_0, choice_1")
