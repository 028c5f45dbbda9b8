"""`check` finds every mistake at once and makes no mistake of its own."""

import shutil

import pytest

from policies.check import check


def _words(root):
    return [str(problem) for problem in check(root)]


def test_sound_folder_has_no_mistakes(folder):
    """The folder that the broken files are put into is sound itself."""
    assert [] == _words(folder)


def test_every_mistake_is_reported_in_one_run(folder, edit):
    """Mistakes of every layer, in five files, come together and in the order of files and lines."""
    edit("platforms/harbour.toml", "rules_known = true", "rules_known = maybe")
    edit("rules/harbour/contact.toml", 'verdict = "approval_first"\noverrides', 'verdict = "aproval_first"\noverrides')
    edit("rules/harbour/contact_approved.toml", 'page = "harbour.terms"', 'page = "harbour.help"')
    edit("rules/harbour/contact_approved.toml", "承認されているので", "承認されているので！")
    edit("signs/hide_it.toml", "秘密)", "秘密")

    found = _words(folder)

    assert 5 == len(found), "\n".join(found)
    assert found[0].startswith("policies/platforms/harbour.toml, line 5: this value is neither")
    assert found[1].startswith("policies/rules/harbour/contact.toml, line 4, verdict")
    assert found[2].startswith("policies/rules/harbour/contact_approved.toml, line 13, [[source]] 1, page")
    assert found[3].startswith("policies/rules/harbour/contact_approved.toml, line 17, [reason] ja")
    assert found[4].startswith("policies/signs/hide_it.toml, line 5, [ja] words, entry 1")


@pytest.mark.parametrize(
    "name",
    [
        "sources/harbour.toml",
        "platforms/harbour.toml",
        "signs/hide_it.toml",
        "tools/line.toml",
        "aftercare/contacts/japan.toml",
        "rules/common/email.toml",
        "rules/harbour/contact.toml",
    ],
)
@pytest.mark.parametrize("content", ["id = ", "nothing = true\n"], ids=["not TOML", "not valid"])
def test_one_broken_file_stays_one_mistake(folder, name, content):
    """What other files say of a broken one is not complained of as well."""
    (folder / name).write_text(content, encoding="utf-8")

    assert {f"policies/{name}"} == {problem.path for problem in check(folder)}


def test_file_that_is_no_text_is_named_with_its_line(folder):
    """Bytes of another encoding, in the third line."""
    path = folder / "signs" / "hide_it.toml"
    path.write_bytes("# 一\n# 二\n# ".encode() + "三".encode("shift-jis") + b"\n")

    [problem] = check(folder)

    expected = "policies/signs/hide_it.toml, line 3: the file is not UTF-8 text; save it with the encoding UTF-8"
    assert expected == str(problem)


def test_invisible_mark_at_the_start_is_explained(folder):
    """Some editors put a byte order mark before the first letter."""
    path = folder / "signs" / "hide_it.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    [problem] = check(folder)

    assert "the file starts with an invisible mark (BOM); save it as UTF-8 without BOM" in str(problem)


def test_line_ends_of_another_system_are_fine(folder):
    """TOML allows CRLF, and so do we."""
    path = folder / "signs" / "hide_it.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert [] == _words(folder)


@pytest.mark.parametrize("name", ["rules/harbour/late.tml", "signs/new.yaml", "sources/quay.toml.txt"])
def test_file_that_nothing_reads_is_named(folder, name):
    """A file with another ending would be passed over in silence."""
    (folder / name).write_text("id = 1\n", encoding="utf-8")

    assert [f"policies/{name}: the file is not read; rename it to end in .toml, or remove it"] == _words(folder)


def test_code_and_documents_are_no_policy_files(folder):
    """The folder also holds the code that reads it."""
    for name in ("rules/notes.md", "load.py", "signs/.hidden"):
        (folder / name).write_text("anything", encoding="utf-8")

    assert [] == _words(folder)


def test_kind_without_default_is_named(folder):
    """The file that is missing is named, although it is not there."""
    (folder / "rules" / "common" / "otp.toml").unlink()

    expected = "policies/rules/common/otp.toml: the kind “otp” has no rule that always holds; write this file"
    assert [expected] == [problem[: len(expected)] for problem in _words(folder)]


def test_two_rules_of_one_id_are_named(folder):
    """A copied file whose id was forgotten: the id is not its path, and it is taken."""
    shutil.copy(folder / "rules/harbour/contact.toml", folder / "rules/harbour/copy.toml")

    found = _words(folder)

    assert 2 == len(found)
    assert "the id “harbour.contact” does not equal the path" in found[0]
    assert "the id “harbour.contact” is also that of rules/harbour/contact.toml; give one another id" in found[1]


def test_rule_of_direct_work_must_say_so(folder, edit):
    """`direct` is no platform with a file, but an area all the same."""
    shutil.copytree(folder / "rules/harbour", folder / "rules/direct")
    for path in (folder / "rules/direct").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace('id = "harbour.', 'id = "direct.'), encoding="utf-8")

    found = _words(folder)

    limited = [problem for problem in found if "filed under “direct” but is not limited to it" in problem]
    assert 2 == len(limited)


def test_long_circle_is_told_whole_and_once(folder, edit):
    """Three rules that displace each other in turn."""
    edit("rules/harbour/contact.toml", '"common.messenger"]', '"fraud.hidden"]')
    edit("rules/fraud/hidden.toml", '["harbour.contact"]', '["harbour.contact_approved"]')

    found = _words(folder)

    circle = "fraud.hidden → harbour.contact_approved → harbour.contact → fraud.hidden"
    assert 1 == len(found)
    assert circle in found[0]


def test_rules_that_never_meet_form_no_circle(folder, edit):
    """Two exceptions for different values of a fact name each other: nothing happens, and both lines are idle."""
    edit("rules/harbour/contact.toml", '"common.messenger"]', '"common.messenger", "harbour.contact_approved"]')
    edit("rules/harbour/contact.toml", 'platform = ["harbour"]\n', 'platform = ["harbour"]\napproval = ["none"]\n')

    found = _words(folder)

    assert all("never holds together with this rule" in problem for problem in found)
    assert 2 == len(found)


def test_all_exceptions_to_an_area_may_displace_it(folder, edit):
    """`area.*` of the own area does not displace the rule itself."""
    edit("rules/harbour/contact_approved.toml", '"common.*", "harbour.contact"]', '"common.*", "harbour.*"]')

    assert [] == _words(folder)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ('tools = ["line"]', 'tools = ["line", "platform_call"]', True),
        ('tools = ["line"]', 'tools = ["platform_call"]', False),
        ('tools = ["line"]', 'not_tools = ["line"]', False),
        ('not_tools = ["line"]', 'not_tools = ["line"]', True),
        ('tools = ["line"]', "tools = []", True),
        ('manner = ["reduced"]', 'not_manner = ["reduced"]', False),
        ('not_manner = ["reduced"]', 'manner = ["reduced"]', False),
        ('manner = ["reduced"]', 'manner = ["voluntary"]', True),
    ],
)
def test_override_needs_an_ask_that_both_are_about(folder, edit, one, other, meet):
    """Tools and manner can keep two rules apart as facts do."""
    for name, line in (("contact_approved", one), ("contact", other)):
        path = folder / f"rules/harbour/{name}.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("[when]", f"{line}\n\n[when]", 1), encoding="utf-8")
        text = path.read_text(encoding="utf-8")
        head, rest = text.split("\n\n[when]", 1)
        path.write_text(head.replace(f"\n{line}", "") + "\n\n[when]" + rest, encoding="utf-8")
        edit(f"rules/harbour/{name}.toml", "overrides =", f"{line}\noverrides =")

    idle = [problem for problem in _words(folder) if "“harbour.contact” never holds together" in problem]

    assert (not idle) is meet


def test_terms_that_do_not_meet_keep_rules_apart(folder, edit):
    """A rule that ended before another began cannot be displaced by it; one shared day is enough."""
    edit("rules/harbour/contact.toml", "since = 2020-10-20", "since = 2019-10-20, until = 2020-10-19")
    assert any("“harbour.contact” never holds together" in problem for problem in _words(folder))

    edit("rules/harbour/contact.toml", "until = 2020-10-19", "until = 2020-10-20")
    assert not any("“harbour.contact” never holds together" in problem for problem in _words(folder))


@pytest.mark.parametrize(
    "english",
    [
        "Press “違反報告する” on the page.",
        "Press 「違反報告する」 on the page.",
        "Use the report form (違反報告).",
        'Press "違反報告する" on the page.',
    ],
)
def test_names_of_buttons_may_be_japanese_in_english(folder, edit, english):
    """In quotation marks or brackets Japanese is a name, not a forgotten translation."""
    edit("rules/harbour/contact.toml", 'en = "Ask for an application by “申請”."', f"en = '{english}'")

    assert [] == _words(folder)


def test_unused_sources_are_not_told_while_citing_files_are_broken(folder, edit):
    """A broken rule may be the one that cites it."""
    edit("rules/harbour/contact.toml", 'asks = ["email", "phone", "messenger"]', "asks = 3")
    edit("sources/common.toml", 'id = "common.advice"', 'id = "common.new"')

    assert not any("nothing cites" in problem for problem in _words(folder))


def test_lists_of_reading_words_are_checked_in_every_folder(folder, edit):
    """A pattern that is not closed, in each kind of file that holds patterns."""
    for name, old in (
        ("asks/email.toml", '"メアド"'),
        ("tools/line.toml", '"ライン"'),
        ("facts/approval.toml", '"承認され"'),
        ("platforms/harbour.toml", '"ハーバー"'),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, f'"(壊れ|", {old}', 1), encoding="utf-8")
    (folder / "speech").mkdir()
    (folder / "speech/ja.toml").write_text('language = "ja"\nheads = ["(壊れ|"]\n[acts]\ngive = ["(壊れ|"]\n', "utf-8")
    (folder / "intents").mkdir()
    (folder / "intents/ja.toml").write_text('language = "ja"\n[intent]\nwhy = ["(壊れ|"]\n', encoding="utf-8")
    edit("asks/email.toml", "[en]", '[ja.manner]\nreduced = ["(壊れ|"]\n\n[en]')

    found = [problem for problem in _words(folder) if "opens a group that it does not close" in problem]

    assert 8 == len(found), "\n".join(_words(folder))


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("facts/approval.toml", "none = [", "nope = [", "“nope” is no value of “approval”"),
        ("facts/approval.toml", 'value = "approved"', 'value = "fine"', "“fine” is no value of “approval”"),
        ("aftercare/kinds/email.toml", '"consumer_line"', '"nobody"', "there is no office “nobody”"),
        ("aftercare/kinds/email.toml", '"hide_it"', '"hide"', "there is no sign “hide”; did you mean “hide_it”?"),
        ("aftercare/kinds/email.toml", '"common.advice"', '"common.advise"', "no source has the id “common.advise”"),
        ("aftercare/contacts/japan.toml", '"common.advice"', '"common.x"', "no source has the id “common.x”"),
        ("asks/email.toml", 'kind = "email"', 'kind = "phone"', "kind “phone” does not equal the name of the file"),
        ("tools/line.toml", 'id = "line"', 'id = "lime"', "id “lime” does not equal the name of the file"),
        ("platforms/harbour.toml", 'title = { ja = "Harbour"', 'title = { ja = "Harbour  x"', "two spaces in a row"),
    ],
)
def test_other_files_are_checked_too(folder, edit, name, old, new, words):
    """Aftercare, facts, tools and platforms have their references as rules have."""
    edit(name, old, new)

    assert any(problem.startswith(f"policies/{name}") and words in problem for problem in _words(folder))


def test_approval_of_a_platform_cites_its_page(folder):
    """The procedure has sources of its own."""
    path = folder / "platforms/harbour.toml"
    text = path.read_text(encoding="utf-8")
    both = '{ ja = "申請", en = "Application" }'
    table = "".join(f"{key} = {both}\n" for key in ("name", "who", "where", "what_to_write"))
    path.write_text(f'{text}\n[approval]\n{table}source = [{{ page = "harbour.no", says = "Apply." }}]\n', "utf-8")

    [problem] = _words(folder)

    assert "[approval] source, entry 1.page: no source has the id “harbour.no”" in problem
