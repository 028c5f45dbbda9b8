"""Tell asks from their echoes: "a photo of the licence" asks for one thing; a talk held in a messenger is that ask."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core import japanese
from bot.core.reading import Ask
from bot.core.segment import Layout
from bot.core.words import Words
from policies.vocabulary import Fact, Kind, Language

_BARE_CALL = re.compile("(?:ビデオ|音声)?(?:通話|チャット)(?:機能|ボタン|サービス)?|ビデオ(?:機能|ボタン)")
_OUTSIDE = re.compile(
    r"url|リンク|ダウンロード|インストール|アプリを|招待を|ミーティングid|サイト外|外部の|別の(?:アプリ|ツール)"
)


def own_calls(asks: tuple[Ask, ...], facts: Mapping[str, str], words: Words, text: str) -> tuple[Ask, ...]:
    """Leave open by which tool a call is held that is named barely, unless it can be the platform's own.

    It cannot be where the platform that is named has none, or where an outside tool is spoken of.
    """
    platform = words.lexicon.platforms.get(facts.get(Fact.PLATFORM, ""))
    outside = any(ask.kind is Kind.MESSENGER for ask in asks) or _OUTSIDE.search(text) is not None
    if not outside and (platform is None or platform.call_tool is not None):
        return asks
    return tuple(
        replace(ask, tool=None) if ask.tool == "platform_call" and _BARE_CALL.fullmatch(ask.quote) else ask
        for ask in asks
    )


class Echoes:
    """The asks of a message with their places. `given`: the thing has been handed over already."""

    def __init__(
        self, layout: Layout, folded: str, language: Language, found: Sequence[tuple[int, Ask]], *, given: bool
    ) -> None:
        self.layout = layout
        self.folded = folded
        self.language = language
        self.found = found
        self.given = given

    def without(self) -> list[tuple[int, Ask]]:
        """Return the asks without those that only say another one again."""
        return [(start, ask) for start, ask in self.found if not self._is_echo(start, ask)]

    def _is_echo(self, start: int, ask: Ask) -> bool:
        number = self.layout.sentence_at(start)
        sentence = self.layout.sentences[number]
        near = [(place, other) for place, other in self.found if sentence.start <= place < sentence.end]
        if ask.kind is Kind.PHOTO and self.language is Language.JA:
            papers = [place for place, other in near if other.kind in japanese.PAPERS and place < start]
            return bool(papers) and japanese.is_picture_of(ask.quote, self.folded[sentence.start : start])
        if ask.kind is Kind.PHONE and japanese.is_its_number(ask.quote):
            before = self.layout.sentences[max(0, number - 1)].start
            return any(before <= place < start and other.kind in japanese.NUMBERED for place, other in self.found)
        if ask.kind is Kind.EMAIL and self.folded[start - 1 : start] == "の":
            return any(other.kind is Kind.WALLET and place < start for place, other in near)
        if ask.kind is Kind.SHARED_WORKSPACE and not ask.tool:
            return any(other.kind is Kind.PASSWORD for _, other in near)
        if ask.kind is not Kind.MEETING or ask.tool:
            return False
        if any(other.kind is Kind.IN_PERSON for _, other in near):
            return True
        tools = [place for place, other in near if other.kind is Kind.MESSENGER and other.tool]
        if self.language is Language.JA:
            beside = any(other.kind in (Kind.MESSENGER, Kind.PHONE) for _, other in near)
            if beside and japanese.only_talk(ask.quote):
                return True
            if self.given and len(near) > 1 and japanese.is_setting(start + len(ask.quote), self.folded):
                return True
            return self._same_meeting(start, ask.quote, tools) or self._talk_there(ask, start, number)
        return bool(tools)

    def _same_meeting(self, start: int, talk: str, tools: list[int]) -> bool:
        return any(japanese.same_meeting(talk, self.folded[min(start, place) : max(start, place)]) for place in tools)

    def _talk_there(self, ask: Ask, start: int, number: int) -> bool:
        """Tell whether the meeting is a talk in the messenger that the sentences before asked for."""
        sentence = self.layout.sentences[number]
        named = any(other.kind is Kind.MESSENGER and place < start for place, other in self.found)
        return named and japanese.talk_there(ask.quote, self.folded[sentence.start : sentence.end])
