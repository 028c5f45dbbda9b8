"""Tell what a heading does with the entries of its list, and what a sentence does that sums up entries above it."""

import re

from bot.core.said import ASKING
from bot.core.segment import Layout, Sentence
from bot.core.sift import Heaps
from bot.core.words import Sort


def list_mode(layout: Layout, text: str, heaps: Heaps) -> list[str | None]:
    """Return for every sentence what the heading above it does with its items: "asked", "work" or nothing."""
    modes: list[str | None] = []
    mode: str | None = None
    for sentence in layout.sentences:
        acts = heaps.act_names(sentence.start, sentence.end)
        if _heads_a_list(sentence, text, heaps) and not (sentence.item and mode):
            mode = _mode_of(acts, mode)
            if _ABOUT_WORK.search(text, sentence.start, sentence.end) and not _HAND_OVER.search(
                text, sentence.start, sentence.end
            ):
                mode = "work"
            if mode is None and not acts & _ENDING_A_LIST and _QUESTIONS.search(text, sentence.start, sentence.end):
                mode = "asked"
        elif acts and not sentence.item and (mode != "asked" or acts & _ENDING_A_LIST):
            mode = None
        modes.append(mode)
    _close_lists(layout, text, heaps, modes)
    return modes


_ABOUT_WORK = re.compile(
    "記事|構成|流れ|章立て|見出し|目次|台本|原稿|修正|確認結果|変更点|作業内容"
    "|業務内容|(?:ご)?依頼内容|スライド|盛り込|手順|スケジュール"
)
_HAND_OVER = re.compile(
    "お知らせ|返信|教え|提出|記入|お送り|送って|お聞かせ|添付|提示|質問|回答"
    "|ください.{0,3}(?:事項|情報)|必要(?:な|書|事|情)"
)
_QUESTIONS = re.compile(
    "(?:次|つぎ|以下|下記)の(?:ご)?(?:質問|設問|項目|事項|情報)|(?:質問|項目)(?:です"
    "|は(?:以下|次|下記))|必要書類|必要な(?:もの|情報|書類|項目)|提出物|ご提出いただく|お持ちいただく"
)
_SUMMING_UP = re.compile(
    r"\s*(?:以上|上記|これら)?の?\s?(?:以上|上記|これら|[2-9二三四五六七両])\s?(?:点"
    r"|つ|種|項目|件|の|を)|\s*(?:以上|上記|これら)(?:を|の|について|、)|\s*を"
)


def _close_lists(layout: Layout, text: str, heaps: Heaps, modes: list[str | None]) -> None:
    """Let a sentence that sums up the items above it decide about them: "以上の2点をお知らせください"."""
    for number, sentence in enumerate(layout.sentences):
        if sentence.item or not number or not _SUMMING_UP.match(text, sentence.start, sentence.end):
            continue
        acts = heaps.act_names(sentence.start, sentence.end)
        if not acts & ASKING or acts & _ENDING_A_LIST:
            continue
        above = number - 1
        while above >= 0 and layout.sentences[above].item:
            modes[above] = modes[above] or "asked"
            above -= 1


_ENDING_A_LIST = frozenset(("work", "self", "negate"))


def _heads_a_list(sentence: Sentence, text: str, heaps: Heaps) -> bool:
    tail = text[max(sentence.start, sentence.end - 4) : sentence.end]
    return tail.rstrip().endswith(":") or heaps.has(Sort.LIST_HEAD, sentence.start, sentence.end)


def _mode_of(acts: frozenset[str], before: str | None) -> str | None:
    """Return what a heading with these acts does with the items below it."""
    if acts & ASKING:
        return "asked"
    if "negate" in acts:
        return None
    return "work" if "work" in acts else before
