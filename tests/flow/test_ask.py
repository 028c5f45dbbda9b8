"""`kotowari ask`: answers, JSON, and what is said of mistakes."""

import json
import subprocess
import sys

import pytest

from tests.flow.conftest import ROOT

LINE = "LINEのIDを教えてください。"
KEYS = [
    *("id", "lang", "rules_version", "verdict", "final", "asks", "facts", "origins"),
    *("question", "would_change", "steps", "aftercare", "drafts"),
]


def complaints(done):
    """The lines on standard error."""
    return done.stderr.decode().splitlines()


def test_answer_is_for_people(kotowari):
    """The verdict first, in words; nothing is stored."""
    answer = kotowari.ask(LINE, "--platform", "crowdworks", "--stage", "before_contract")

    assert answer.startswith("今わかっている範囲では、サービスの承認が出るまで")
    assert not kotowari.folder.exists()


def test_json_is_as_promised(kotowari):
    """Key by key."""
    answer = json.loads(
        kotowari.ask(LINE, "--platform", "クラウドワークス", "--fact", "stage=before_contract", "--json")
    )
    ask = answer["asks"][0]

    assert KEYS == list(answer)
    assert ["kind", "tool", "quote", "span", "verdict", "possible", "reasons"] == list(ask)
    assert ("messenger", "line") == (ask["kind"], ask["tool"])
    assert ask["quote"] == LINE[slice(*ask["span"])]
    assert ["rule", "text", "sources"] == list(ask["reasons"][0])
    assert ["title", "url", "kind", "read_on"] == list(ask["reasons"][0]["sources"][0])
    assert {"platform": "crowdworks", "stage": "before_contract"} == answer["facts"]
    assert {"platform": "told", "stage": "told"} == answer["origins"]
    assert ["fact", "text", "choices"] == list(answer["question"])
    assert ["value", "label"] == list(answer["question"]["choices"][0])
    assert ["fact", "value", "verdict", "text"] == list(answer["would_change"][0])
    assert ["purpose", "tone", "lang", "text"] == list(answer["drafts"][0])


def test_same_input_gives_the_same_bytes(kotowari):
    """In every process, and in a batch."""
    kotowari.settings["PYTHONHASHSEED"] = "1"
    first = kotowari.ask(LINE, "--json", "--on", "2026-11-24")
    kotowari.settings["PYTHONHASHSEED"] = "2"
    second = kotowari.ask("-", "--json", "--on", "2026-11-24", given=LINE)
    batch = kotowari.ask("--jsonl", given=json.dumps({"text": LINE, "on": "2026-11-24"}))

    assert first == second == batch


def test_past_day_has_its_own_rules(kotowari):
    """How it was in 2018."""
    now = json.loads(kotowari.ask(LINE, "--platform", "crowdworks", "--stage", "funded", "--json"))
    then = json.loads(
        kotowari.ask(LINE, "--platform", "crowdworks", "--stage", "funded", "--json", "--on", "2018-06-01")
    )

    assert now["verdict"] != then["verdict"]
    assert "approval" not in [then["question"] and then["question"]["fact"]]


def test_language_tone_and_speaker_can_be_chosen(kotowari):
    """Of the answer and of the letter."""
    answer = json.loads(kotowari.ask(LINE, "--lang", "en", "--tone", "firm", "--speaker", "client", "--json"))

    assert ("en", "en", "firm") == (answer["lang"], answer["drafts"][0]["lang"], answer["drafts"][0]["tone"])


def test_many_cases_one_a_line(kotowari):
    """Each stands alone; a bad one does not stop the rest."""
    lines = [
        b'{"id": "a", "text": "LINE\xe3\x81\xaeID\xe3\x82\x92\xe6\x95\x99\xe3\x81\x88\xe3\x81\xa6", "facts": {"platform": "crowdworks"}}',
        b"nonsense",
        b"",
        b'{"id": 3, "text": "Send me your phone number.", "lang": "ja", "speaker": "client", "on": "2026-01-01"}',
        b'{"id": "b", "text": ""}',
        b'{"id": "c", "text": "x", "facts": {"stage": "fundde"}}',
        b'{"id": "d", "txt": "x"}',
        b'{"id": "e", "text": "x", "platform": "upwork"}',
        b'{"id": "f", "text": 1}',
        b'{"id": ["g"], "text": "x"}',
        b'["h"]',
        b"\xff\xfe",
        b'{"id": "i", "text": "' + b"a" * 10_001 + b'"}',
        b'{"id": "j", "text": "' + b"a" * 2_000_000 + b'"}',
        b'{"id": "k", "text": "Your phone number, please \\ud83d", "category": "single_ask"}',
    ]
    done = kotowari("ask", "--jsonl", given=b"\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    errors = {str(answer["id"]): answer["error"] for answer in answers if "error" in answer}

    assert 2 == done.returncode
    assert 14 == len(answers)
    assert ["a", 3, "k"] == [answer["id"] for answer in answers if "error" not in answer]
    assert ["ja", "ja", "en"] == [answer["lang"] for answer in answers if "error" not in answer]
    assert "did you mean “funded”?" in errors["c"]
    assert "did you mean “text”?" in errors["d"]
    assert "facts" in errors["e"]
    assert "longer than" in errors["i"]
    assert all("line " in error for error in errors.values())
    assert 1 == len(complaints(done))


def test_nothing_hidden_in_the_json(kotowari):
    """Marks of direction and controls are escaped, and the JSON still says what was written."""
    text = "LINE\u202eのID\x9bを教えて\u200bください"
    printed = kotowari.ask("--jsonl", given=json.dumps({"text": text}))

    assert not set(printed) & set("\u202e\x9b\u200b")
    assert all(ask["quote"] in text for ask in json.loads(printed)["asks"])


MISUSES = [
    (["--fact", "stge=funded", LINE], ["--fact stge", "did you mean “stage”?"]),
    (["--fact", "stage=fundde", LINE], ["--fact stage", "did you mean “funded”?"]),
    (["--fact", "stage", LINE], ["--fact", "NAME=VALUE"]),
    (["--platform", "crowdwork", LINE], ["--platform", "did you mean “crowdworks”?"]),
    (["--platform", "ランサース", LINE], ["--platform", "did you mean “lancers”?"]),
    (["--stage", "before", LINE], ["--stage", "before_contract"]),
    (["--lang", "jp", LINE], ["--lang", "ja"]),
    (["--tone", "hard", LINE], ["--tone", "firm"]),
    (["--speaker", "me", LINE], ["--speaker", "freelancer"]),
    (["--on", "2018-6-1", LINE], ["--on", "2026-11-24"]),
    (["--on", "2018-02-30", LINE], ["--on", "is no day"]),
    (["--stage", "funded", "--fact", "stage=ended", LINE], ["stage is given twice"]),
    (["--colour", LINE], ["--colour", "--help"]),
    (["！？"], ["TEXT", "no word"]),
    (["あ" * 10_001], ["TEXT", "longer than 10000"]),
    (["--jsonl", LINE], ["--jsonl", "standard input"]),
]


@pytest.mark.parametrize(("arguments", "told"), MISUSES)
def test_misuse_is_told_in_one_line(kotowari, arguments, told):
    """Where, what and the remedy; exit code 2."""
    done = kotowari("ask", *arguments)

    assert (2, b"") == (done.returncode, done.stdout)
    assert 1 == len(complaints(done))
    assert [] == [words for words in told if words not in complaints(done)[0]]


def test_all_mistakes_are_told_at_once(kotowari):
    """One line each."""
    done = kotowari("ask", LINE, "--lang", "jp", "--tone", "hard", "--fact", "nmae=x", "--platform", "zzz")

    assert (2, 4) == (done.returncode, len(complaints(done)))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("電話番号".encode("shift_jis"), "not UTF-8"),
        (b"a" * 1_000_000, "longer than 10000"),
        (b"", "there is no word"),
        (b"\xef\xbb\xbf \n", "there is no word"),
    ],
)
def test_bad_standard_input_is_misuse(kotowari, given, told):
    """Broken, too much, nothing."""
    done = kotowari("ask", "-", given=given)

    assert 2 == done.returncode
    assert 1 == len(complaints(done))
    assert f"standard input: {told}" in complaints(done)[0]


def test_argument_that_is_no_utf8_is_misuse(kotowari):
    """As an old terminal sends it."""
    done = kotowari("ask", "電話番号".encode("shift_jis"))

    assert 2 == done.returncode
    assert ["TEXT: not UTF-8; set the terminal to UTF-8, or give the text in a file: ask - < FILE"] == complaints(done)


def test_hostile_signs_are_not_printed(kotowari):
    """In the answer, and in what is said of mistakes."""
    answer = kotowari.ask("LINE\x1b[31mのIDを\u202e教えて")
    done = kotowari("ask", LINE, "--lang", "j\x1b[31mp\u202e")

    assert not set(answer) & set("\x1b\u202e")
    assert not set(done.stderr.decode()) & set("\x1b\u202e")


def test_reader_that_goes_away_is_no_mistake(kotowari):
    """`kotowari ask --jsonl | head -1`."""
    lines = "\n".join(json.dumps({"id": number, "text": LINE}) for number in range(200))
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=kotowari.environment,
        cwd=ROOT,
    ) as process:
        process.stdout.close()
        process.stdin.write(lines.encode())
        process.stdin.close()
        told = process.stderr.read()

    assert b"" == told


def test_fact_may_be_told_to_be_unknown(kotowari):
    """It is not asked for then."""
    answer = json.loads(
        kotowari.ask(LINE, "--platform", "crowdworks", "--stage", "funded", "--fact", "approval=unknown", "--json")
    )

    assert {"platform", "stage"} == set(answer["facts"])
    assert answer["question"] is None or answer["question"]["fact"] != "approval"
