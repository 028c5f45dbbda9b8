"""The card: the verdict first, and everything that a person needs to act on it."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.adapters.line import flex
from bot.adapters.line.calls import contacts
from bot.adapters.line.card import CardContext, card
from bot.adapters.line.limits import BUBBLE_BYTES, json_bytes, utf16_length
from bot.adapters.line.reasons import MAX_REASONS, grouped
from bot.adapters.line.verdict import LOOKS, alt_text, verdict_word
from bot.adapters.line.wording import Wording
from bot.bootstrap import load_core, load_line_texts
from bot.core.advise import advise
from bot.core.focus import on_reasons
from bot.core.reply import Draft, Reason, SourceLine
from policies.vocabulary import Language, Purpose, Tone, Verdict
from tests.adapters.line.shown import links, parts, problems, texts

DAY = dt.date(2026, 11, 24)
HERE = CardContext(step=7)
SEVERAL = {
    Language.JA: "クラウドワークスで応募中です。LINEのIDと電話番号、履歴書を送ってほしいと言われました。",
    Language.EN: "CrowdWorks client before the contract: please send your LINE ID and your resume.",
}
MULE = "荷物を受け取って送金するだけの仕事です。口座番号とキャッシュカードを送ってください。"


@pytest.fixture(scope="module")
def core():
    """All that advice rests on."""
    return load_core()


@pytest.fixture(scope="module")
def wording(core):
    """All words."""
    return Wording(core.phrasebook, load_line_texts(), core.rulebook)


@pytest.fixture(params=list(Language))
def reply(request, core):
    """Advice on several asks that are advised on differently, with a question and two letters."""
    return advise(SEVERAL[request.param], core=core, on=DAY, language=request.param)


def made(reply, wording, context=HERE, *, asks=True):
    """The card of a reply."""
    return card(reply, wording.in_language(reply.lang), context, asks=asks)


def brightness(colour):
    """Relative luminance, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """From 1 to 21."""
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def coloured(part, paper=None):
    """Every text with the colour that it stands on."""
    paper = part.get("backgroundColor", paper)
    if part["type"] == "text":
        yield part, paper
    for inner in part.get("contents", []):
        yield from coloured(inner, paper)


def test_verdict_comes_first_in_word_sign_and_colour(reply, wording):
    """In the header, before anything else; the word alone says it all."""
    header = made(reply, wording)["contents"]["header"]

    assert [LOOKS[reply.verdict].sign, verdict_word(reply, wording.in_language(reply.lang)), reply.heading] == texts(
        header
    )
    assert header["backgroundColor"] == LOOKS[reply.verdict].tint


def test_every_verdict_has_a_look_of_its_own():
    """No two of them share sign or colours."""
    assert set(Verdict) == set(LOOKS)
    assert len(LOOKS) == len({look.sign for look in LOOKS.values()}) == len({look.tint for look in LOOKS.values()})


@pytest.mark.parametrize("verdict", list(Verdict))
def test_everything_can_be_read(reply, wording, verdict):
    """Contrast of every text on every card, and of the buttons."""
    bubble = made(replace(reply, verdict=verdict), wording)["contents"]
    found = [pair for block in ("header", "body", "footer") for pair in coloured(bubble[block])]

    assert len(found) > 20
    assert [] == [part["text"] for part, paper in found if contrast(part["color"], paper) < 4.5]
    assert contrast("#FFFFFF", flex.BUTTON) >= 4.5
    assert contrast("#1F2328", flex.QUIET_BUTTON) >= 4.5


def test_text_wraps_and_grows(reply, wording):
    """Nothing is cut off, whatever text size a person has set. The sign alone stays as large as its circle."""
    found = [part for part in parts(made(reply, wording)) if part["type"] == "text"]

    fixed = [part["text"] for part in found if not (part["wrap"] and part["scaling"])]
    assert [LOOKS[reply.verdict].sign] == fixed


def test_backgrounds_do_not_depend_on_the_theme(reply, wording):
    """Each block brings its own."""
    bubble = made(reply, wording)["contents"]

    assert all("backgroundColor" in bubble[block] for block in ("header", "body", "footer"))


def test_nothing_of_the_advice_is_lost(reply, wording):
    """All that the reply has, apart from reasons beyond the first few and the letters, which stand below."""
    shown = "\n".join(texts(made(reply, wording)))

    wanted = [*reply.steps, *reply.aftercare, *reply.calls, *reply.notes, reply.question.text]
    wanted += [change.text for change in reply.would_change]
    wanted += [choice.label for choice in reply.question.choices]
    assert [] == [text for text in wanted if text not in shown]
    assert all(ask.name.lower() in shown.lower() for ask in reply.asks)


def test_asks_have_their_own_verdicts_where_these_differ(reply, wording):
    """The worst of them is not said of all."""
    speech = wording.in_language(reply.lang)
    shown = texts(made(reply, wording)["contents"]["body"])

    assert 2 == len({ask.verdict for ask in reply.asks})
    for ask in reply.asks:
        word = speech.text(f"ui.verdict.name.{ask.verdict}")
        assert any(text.lower() == f"{LOOKS[ask.verdict].sign} {word}".lower() for text in shown)


def test_reasons_are_few_unless_asked_for(reply, wording):
    """Three at most; “why?” shows every one, each with all of its sources."""
    every = {reason.text for ask in reply.asks for reason in ask.reasons}
    brief, full = texts(made(reply, wording)), texts(made(on_reasons(reply), wording))

    assert 0 < len(every & set(brief)) <= MAX_REASONS < len(every)
    assert every <= set(full)
    pages = {source.url for ask in reply.asks for reason in ask.reasons for source in reason.sources}
    assert len(pages) == len(set(links(made(on_reasons(reply), wording))))


def test_every_ask_shows_all_of_its_reasons_when_asked_why(reply):
    """Also those that another ask has as well."""
    groups = grouped(on_reasons(reply), None)

    for ask in reply.asks:
        [group] = [group for group in groups if ask.name in group.names]
        assert {reason.rule for reason in ask.reasons} == {reason.rule for reason in group.reasons}


def test_sources_tell_title_kind_and_day(reply, wording):
    """And open the page."""
    found = [part for part in parts(made(reply, wording)) if part["type"] == "text" and "action" in part]
    titles = {source.title for ask in reply.asks for reason in ask.reasons for source in reason.sources}

    assert found
    assert all(any(part["text"].startswith(title) for title in titles) for part in found)
    assert all("2026-11-23" in part["text"] for part in found)
    assert all(part["action"]["uri"].startswith("https://") for part in found)


def test_reasons_have_a_button_where_there_are_more(reply, wording):
    """And none in the answer to “why?”."""
    actions = [part for part in parts(made(reply, wording)) if part["type"] == "postback"]

    assert ["1;why;7;"] == [action["data"] for action in actions]
    assert "footer" not in made(on_reasons(reply), wording)["contents"]


def test_letters_can_be_copied_where_they_fit(reply, wording):
    """A thousand units and no more: longer ones are copied from their message."""
    fits = Draft(Purpose.DECLINE, Tone.PLAIN, reply.lang, "🍎" * 500)
    long = replace(fits, text="🍎" * 500 + "。")
    shown = made(replace(reply, drafts=(fits, long)), wording)

    copied = [part["clipboardText"] for part in parts(shown) if part["type"] == "clipboard"]
    assert ["🍎" * 500] == copied
    assert [] == problems([shown])


def test_letters_are_copied_without_what_steers_text(reply, wording):
    """As they are sent."""
    draft = Draft(Purpose.DECLINE, Tone.PLAIN, reply.lang, "a\u202eb\x00")

    shown = made(replace(reply, drafts=(draft,)), wording)

    assert ["ab"] == [part["clipboardText"] for part in parts(shown) if part["type"] == "clipboard"]


def test_letters_can_be_kept_back(reply, wording):
    """Neither announced nor to be copied."""
    shown = made(reply, wording, replace(HERE, show_letters=False))

    assert not [part for part in parts(shown) if part["type"] == "clipboard"]
    assert reply.drafts[0].text not in str(shown)
    assert wording.in_language(reply.lang).label("drafts") not in texts(shown)


def test_groups_are_told_that_all_read_along(reply, wording):
    """And only groups."""
    told = wording.in_language(reply.lang).text("card.private")

    assert told in texts(made(reply, wording, replace(HERE, is_group=True)))
    assert told not in texts(made(reply, wording))


def test_notification_says_the_verdict_and_no_names(reply, wording):
    """Others may see a locked screen."""
    said = alt_text(reply, wording.in_language(reply.lang))

    assert said.startswith(verdict_word(reply, wording.in_language(reply.lang)))
    assert not [ask.name for ask in reply.asks if ask.name in said]
    assert utf16_length(alt_text(replace(reply, heading="長" * 3000), wording.in_language(reply.lang))) <= 1500


def test_silence_is_not_called_a_refusal(core, wording):
    """Where no answer must be given, the word does not speak of one."""
    reply = advise(MULE, core=core, on=DAY)
    speech = wording.in_language(reply.lang)

    assert not reply.drafts
    assert "返事をしない" == verdict_word(reply, speech)
    assert "断" not in alt_text(reply, speech)


def test_numbers_can_be_called(core, wording):
    """Wherever the reply names somebody to call."""
    reply = advise("マイナンバーカードの写真と口座番号をもう送ってしまいました。", core=core, on=DAY)

    shown = made(reply, wording)

    assert reply.calls
    assert any(uri.startswith("tel:") for uri in links(shown))
    assert [] == problems([shown])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("消費者ホットライン：電話188（一部のIP電話からはつながりません）", ["tel:188"]),
        ("個人情報保護法相談ダイヤル：電話03-6457-9849（個人情報保護委員会）", ["tel:03-6457-9849"]),
        ("全国銀行個人信用情報センター：電話0120-540-558、03-3214-5020", ["tel:0120-540-558", "tel:03-3214-5020"]),
        ("マイナンバー総合フリーダイヤル：電話0120-95-0178（音声案内2番：カードの紛失、盗難）", ["tel:0120-95-0178"]),
        ("警察（110番）：電話110", ["tel:110"]),
        ("警察相談専用電話：電話 #9110（全国どこからでも）", []),
        ("IPA：電話03-5978-7509、anshin@ipa.go.jp（技術的な相談）", ["tel:03-5978-7509"]),
        (
            "Report Fraud, UK: Phone 0300 123 2040 or https://www.reportfraud.police.uk (Scotland: police 101; your bank: 159)",
            ["tel:03001232040", "https://www.reportfraud.police.uk"],
        ),
        ("台湾 165 反詐騙諮詢專線：電話165、https://165.npa.gov.tw/", ["tel:165", "https://165.npa.gov.tw/"]),
        ("Canadian Anti-Fraud Centre: Phone 1-888-495-8501", ["tel:1-888-495-8501"]),
        ("FTC ReportFraud, USA: https://reportfraud.ftc.gov", ["https://reportfraud.ftc.gov"]),
    ],
)
def test_numbers_and_pages_are_found(line, found):
    """The numbers to call, and none of an aside."""
    assert found == [uri for _, uri in contacts(line)]


def test_every_contact_of_the_rules_can_be_reached(core):
    """By a number or a page, except the number that iPhones do not dial."""
    lines = {
        contact.id: f"{getattr(contact.name, language)}: {getattr(contact.how, language)}"
        for contact in core.rulebook.contacts.values()
        for language in Language
    }

    assert ["police_9110"] == [each for each, line in lines.items() if not contacts(line)]


def test_heavy_replies_lose_sources_before_reasons(reply, wording):
    """A bubble holds thirty kilobytes; what a person must do is never left out."""
    sources = tuple(
        SourceLine("題" * 200, f"https://example.jp/{number}", "official", "2026-11-23") for number in range(9)
    )
    heavy = tuple(Reason(f"a.{number}", f"{number}" + "理" * 400, sources) for number in range(3))
    asks = tuple(replace(ask, reasons=heavy) for ask in reply.asks)
    shown = made(on_reasons(replace(reply, asks=asks)), wording)

    assert json_bytes(shown["contents"]) <= BUBBLE_BYTES
    assert {reason.text for reason in heavy} <= set(texts(shown))
    assert len(links(shown)) < 27


def test_there_is_no_card_where_none_can_hold_the_reply(reply, wording):
    """Then it is told in plain text."""
    assert made(replace(reply, steps=("手" * 6000,)), wording) is None
