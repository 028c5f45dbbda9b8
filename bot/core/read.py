"""Read a message: who speaks, what is asked for and how, what is stated, what is wanted of us."""

import re
from collections import Counter
from dataclasses import replace

from bot.core import english, english_list, english_scope, english_service, japanese, stated
from bot.core.echoes import Echoes, own_calls
from bot.core.features import View
from bot.core.intent import may_be_message, wish
from bot.core.lists import list_mode
from bot.core.manners import manners, set_apart
from bot.core.normalise import Text, language_of, normalise
from bot.core.reading import Ask, Intent, Reading, Speaker
from bot.core.said import ASKING, Mention, Said, Status
from bot.core.second import First, Weighed, look, weigh
from bot.core.segment import Layout, Sentence, inside, lay_out
from bot.core.sift import Found, Heaps, goes_on, sift
from bot.core.speech import addressed, status, taken_back
from bot.core.words import Sort, Words
from policies.lexicon import ToolFile
from policies.vocabulary import Fact, Kind, Language, Manner

MAX_CHARS = 10_000
"""Longest message that is read, in code points; longer ones are refused before they come here."""

ENOUGH = 8
"""How often a kind is found asked for before the rest of the message is no longer looked at for it."""

DENIAL = 40
"""How far behind a phrase that asks by itself, in letters, its denial may stand."""

CONTEXT = 3
"""For so many sentences a job that was named colours what follows."""

WORK_ITSELF = frozenset((Kind.PORTFOLIO, Kind.WORK_HISTORY, Kind.CERTIFICATE, Kind.DIRECT_DEAL))
"""Kinds whose own words are about work, so that a word about a job does not excuse them."""

DONE_ALIKE = frozenset((Kind.PAYMENT, Kind.SIGNATURE, Kind.EXTERNAL_SIGNUP, Kind.EXTERNAL_FORM))
"""Kinds that are asked for by what both sides may do, as to pay or to sign."""

_CLAUSES = re.compile(r"(?:ので|ため|から|のですが|んですが|ますが|ですが|けど|けれど)、")
"""Ends of Japanese clauses behind which a job named before no longer counts."""

_REPORTING = frozenset(("report", "give", "request"))
"""Without one of these a freelancer tells of no ask."""
_TOOL_ACTS = frozenset(("plan", "self"))
_PLANNED = frozenset(("plan",))
"""A client that hands over its own social account asks for none, other than one that gives its messenger ID."""


def read(
    text: str, words: Words, speaker: Speaker | None = None, language: Language | None = None, *, named: bool = False
) -> Reading:
    """Read a message of at most `MAX_CHARS` code points. Never raises; takes time linear in the length.

    `named`: the text only names what was asked for, so nothing is made out that no word of the files means.
    """
    reader = _reader(text, words, speaker, language)
    folded, spoken, heaps, who = reader.folded, reader.language, reader.heaps, reader.speaker
    unsaid = stated.examples(folded, reader.layout) if who is Speaker.CLIENT else ()

    def facts_beside(found: Weighed) -> dict[str, str]:
        return stated.facts(folded, heaps, words, reader.layout, found.asks, found.places, who, spoken, unsaid)

    found = Weighed(reader.asks(), [start for start, _ in reader.kept])
    facts = facts_beside(found)
    if not named and may_be_message(wish(folded, heaps, found.asks, facts, who, spoken).intent, folded):
        first, found = found, weigh(reader.first(), found.asks, reader.ask)
        if (found.asks, found.places) != (first.asks, first.places):
            facts = facts_beside(found)
    asks = own_calls(found.asks, facts, words, folded)
    if reader.given:
        facts.setdefault(Fact.ALREADY_SHARED, "yes")
    wanted = wish(folded, heaps, asks, facts, who, spoken)
    return Reading(
        wanted.intent,
        () if wanted.intent is Intent.SMALL_TALK else asks,
        facts,
        frozenset(sign.label.name for sign in heaps.of(Sort.SIGN)),
        spoken,
        who,
        wanted.tone,
        wanted.purpose,
        wanted.language,
        *((found.unsure, found.likely) if wanted.intent is Intent.MESSAGE else ()),
    )


def seen(text: str, words: Words, speaker: Speaker) -> tuple[list[View], list[tuple[int, int]]]:
    """Return the sentences of a message as the second reader sees them, for it to be taught by, and their spans."""
    reader = _reader(text, words, speaker)
    reader.asks()
    sentences = look(reader.first())
    return sentences, [reader.text.span(one.start, max(one.start + 1, one.end)) for one in sentences]


def _reader(text: str, words: Words, speaker: Speaker | None, language: Language | None = None) -> "_Reader":
    folded = normalise(text)
    layout = lay_out(folded.folded)
    spoken = language or language_of(folded.folded)
    heaps = sift(folded.folded, layout, words, spoken)
    return _Reader(folded, layout, heaps, words, spoken, speaker or _speaker(heaps))


def _speaker(heaps: Heaps) -> Speaker:
    return Speaker.FREELANCER if heaps.of(Sort.FREELANCER) else Speaker.CLIENT


class _Reader:
    """Finds the asks of one message."""

    def __init__(
        self, text: Text, layout: Layout, heaps: Heaps, words: Words, language: Language, speaker: Speaker
    ) -> None:
        self.text = text
        self.folded = text.folded
        self.layout = layout
        self.heaps = heaps
        self.words = words
        self.language = language
        self.speaker = speaker
        self.modes = list_mode(layout, self.folded, heaps)
        self.kept: list[tuple[int, Ask]] = []
        self.excluded: list[tuple[int, Kind]] = []
        self.channels: set[int] = set()
        self.given = False
        self.reported = bool(_REPORTING & heaps.act_names(0, len(self.folded)))

    def asks(self) -> tuple[Ask, ...]:
        """Return the asks, each kind at most once, in the order of their first words."""
        found = sorted([*self._things(), *self._calls(), *self._tools()], key=lambda pair: pair[0])
        if self.language is Language.JA:
            found = self._without_channels(found)
        asks: dict[Kind, Ask] = {}
        echoes = Echoes(self.layout, self.folded, self.language, found, given=self.given)
        self.kept = list(echoes.without())
        for _, ask in self.kept:
            known = asks.get(ask.kind)
            if known is None:
                asks[ask.kind] = ask
            else:
                asks[ask.kind] = replace(known, tool=known.tool or ask.tool, manner=known.manner | ask.manner)
        return tuple(asks.values())

    def first(self) -> First:
        """Return what was found, for the second reader. Call `asks` before."""
        kept = [(start, ask.kind) for start, ask in self.kept]
        told = self.speaker is Speaker.FREELANCER
        return First(self.text, self.layout, self.heaps, self.words, self.language, told, kept, self.excluded)

    def _without_channels(self, found: list[tuple[int, Ask]]) -> list[tuple[int, Ask]]:
        """Drop the tools by which a freelancer only was told of the other asks."""
        if self.speaker is not Speaker.FREELANCER:
            return found
        return [
            (start, ask)
            for start, ask in found
            if not (ask.tool and start in self.channels and any(place not in self.channels for place, _ in found))
        ]

    def _things(self) -> list[tuple[int, Ask]]:
        found = []
        times: Counter[Kind] = Counter()
        for thing in self.heaps.things.words:
            kind = Kind(thing.label.name)
            if times[kind] == ENOUGH:
                continue
            file = self.words.lexicon.asks[kind]
            paper = kind in japanese.PAPERS
            mention = Mention(thing.start, thing.end, frozenset(file.also_by), file.client_side, paper)
            if inside(self.layout.handles, thing.start) or not self._asked(thing, mention):
                continue
            if self.language is Language.EN and english.verb(thing, self.folded, self.heaps):
                continue
            meant = self._thing_kind(kind, thing)
            if meant is not None:
                found.append((thing.start, self.ask(meant, None, thing)))
                times[kind] += 1
        return found

    def _thing_kind(self, kind: Kind, thing: Found) -> Kind | None:
        """Return the kind of ask that the thing means in its sentence; None: it belongs to a service named there."""
        if self.language is Language.JA:
            return kind
        number = self.layout.sentence_at(thing.start)
        sentence, before = self.layout.sentences[number], self.layout.sentences[max(0, number - 1)]
        if english_service.part_of_service(thing, sentence, before, self.folded, self.heaps):
            return None
        if kind is Kind.ADDRESS and english_service.electronic(thing, sentence, before, self.folded, self.heaps):
            return Kind.EMAIL
        return kind

    def _calls(self) -> list[tuple[int, Ask]]:
        found = []
        times: Counter[str] = Counter()
        for call in self.heaps.calls:
            if times[call.label.name] == ENOUGH:
                continue
            if self.language is Language.EN and self._otherwise_meant(call):
                continue
            if self._counts(call) and not (self._refused(call) or self._job(call) or self._listed_work(call)):
                own = frozenset((Manner.OWN_CONTACT,)) if call.label.sort is Sort.OWN else frozenset()
                meant = self._thing_kind(Kind(call.label.name), call)
                if meant is not None:
                    found.append((call.start, self.ask(meant, None, call, own)))
                    times[call.label.name] += 1
        return found

    def _otherwise_meant(self, call: Found) -> bool:
        """Tell whether an English phrase that seems to ask says something else with the words beside it."""
        if call.label.sort is Sort.OWN and english.compound(call.end, self.heaps):
            return True
        if call.label.name == Kind.PHONE and english_service.by_service(call, self.folded, self.heaps):
            return True
        if call.label.name not in DONE_ALIKE or self.speaker is Speaker.FREELANCER:
            return False
        sentence = self.layout.sentences[self.layout.sentence_at(call.start)]
        return english_scope.own_doing(call, sentence, self.folded)

    def _tools(self) -> list[tuple[int, Ask]]:
        found = []
        for word in self.heaps.tools.words:
            tool = self.words.lexicon.tools[word.label.name]
            if self.language is Language.EN and self._mere_place(word):
                continue
            evasive = word.label.sort is Sort.PARAPHRASE or word.label.value == "masked" or set_apart(word, self.text)
            if word.label.sort is Sort.TOOL:
                acts = _TOOL_ACTS if tool.kind is not Kind.SNS else _PLANNED
                wanted = self._asked(word, Mention(word.start, word.end, acts, client_side=True))
            else:
                wanted = not (inside(self.layout.signature, word.start) or self._retracted(word) or self._refused(word))
            if wanted:
                manner = frozenset((Manner.EVASIVE,)) if evasive else frozenset()
                found.append((word.start, self.ask(self._tool_kind(tool, word), tool.id, word, manner)))
        return found

    def _mere_place(self, word: Found) -> bool:
        """Tell whether a service is named only as where something was said, or as whose password is wanted."""
        start, end = self.text.span(word.start, word.end)
        sentence = self.layout.sentences[self.layout.sentence_at(word.start)]
        told = self.speaker is Speaker.FREELANCER
        return english.compound(word.end, self.heaps) or english_service.mere_place(
            word, self.text.original[start:end], sentence, self.folded, self.heaps, told=told
        )

    def _tool_kind(self, tool: ToolFile, word: Found) -> Kind:
        """Return what asking for the tool means in its sentence."""
        number = self.layout.sentence_at(word.start)
        sentence = self.layout.sentences[number]
        if tool.meets and self.heaps.has(Sort.MEETING, sentence.start, sentence.end):
            return Kind.MEETING
        if tool.shares and self.heaps.has(Sort.WORKSPACE, sentence.start, sentence.end):
            return Kind.SHARED_WORKSPACE
        return tool.kind

    def _asked(self, word: Found, mention: Mention) -> bool:
        if not self._counts(word):
            return False
        number = self.layout.sentence_at(word.start)
        sentence = self.layout.sentences[number]
        said = status(mention, sentence, self.folded, self.heaps, self.layout, self.language)
        if said.status is Status.EXCLUDED:
            self.excluded.append((word.start, self._kind_of(word)))
        if self.speaker is Speaker.FREELANCER:
            return self._told(word, said, sentence)
        if said.status is Status.OPEN:
            if self._job(word):
                return False
            if self.modes[number] == "asked" or (word.label.sort is Sort.TOOL and self._about_contact(sentence)):
                return True
            return self._elliptic(word, number)
        if said.status is not Status.ASKED or self._job(word):
            return False
        if said.act == "report" and self.language is Language.JA:
            act = self.heaps.acts.at(said.place)
            if act is not None and japanese.only_reported(act, sentence, self.folded, self.heaps):
                return False
        if self._listed_work(word):
            return False
        plain = said.act == "request" and word.label.sort is Sort.THING
        return not plain or not self._about_work(word, number)

    def _kind_of(self, word: Found) -> Kind:
        tool = self.words.lexicon.tools.get(word.label.name)
        return Kind(word.label.name) if tool is None else tool.kind

    def _elliptic(self, word: Found, number: int) -> bool:
        """Tell whether a sentence without a predicate shares that of its heading or of a neighbour."""
        if self.language is Language.JA:
            return japanese.taken_up(word.end, number, self.folded, self.layout, self.heaps)
        sentence, before = self.layout.sentences[number], self.layout.sentences[max(0, number - 1)]
        if english_list.listed(word, sentence, self.folded, self.heaps):
            return True
        for after in self.layout.sentences[number + 1 : number + 2]:
            if english_list.asked_behind(word, sentence, after, self.folded, self.heaps):
                return True
        return number > 0 and english_list.goes_on(word, sentence, before, self.folded, self.heaps)

    def _listed_work(self, word: Found) -> bool:
        """Tell whether the word stands in an entry of a list of work."""
        number = self.layout.sentence_at(word.start)
        return self.modes[number] == "work" and self.layout.sentences[number].item

    def _about_contact(self, sentence: Sentence) -> bool:
        """Tell whether the sentence is about talking: "やりとりはChatworkです"."""
        return any(self.heaps.has(sort, sentence.start, sentence.end) for sort in (Sort.MEETING, Sort.CONTACT))

    def _about_work(self, word: Found, number: int) -> bool:
        """Tell whether a bare noun stands in a message whose job is about such things.

        A Japanese job told several sentences before excuses only if it names things itself.
        """
        sentence = self.layout.sentences[number]
        if word.label.name in WORK_ITSELF or addressed(word, sentence, self.folded, self.heaps, self.language):
            return False
        sentences = self.layout.sentences
        if number and self.heaps.has(Sort.JOB, sentences[number - 1].start, sentence.start):
            return True
        return any(
            self.heaps.has(Sort.JOB, earlier.start, earlier.end)
            and (self.language is Language.EN or self.heaps.things.between(earlier.start, earlier.end))
            for earlier in sentences[max(0, number - CONTEXT) : max(0, number - 1)]
        )

    def _told(self, word: Found, said: Said, sentence: Sentence) -> bool:
        """Tell whether a freelancer's words report an ask for the thing."""
        if self.language is Language.JA:
            if japanese.is_theirs(word.start, self.folded) and word.label.sort is Sort.THING and not said.act:
                return False
            if japanese.is_offered(word.end, sentence, self.folded):
                return False
            if word.label.sort is Sort.TOOL and japanese.is_channel(word.end, sentence, self.folded):
                self.channels.add(word.start)
            if not said.act and not self.reported and japanese.is_own_job(sentence, self.folded):
                return False
            if said.status is Status.MENTIONED and not said.act:
                return not goes_on(self.folded, word.end)
            if said.status is Status.EXCLUDED:
                return japanese.own_doubt(said.place, self.folded)
        return said.status is not Status.EXCLUDED or self.folded[: said.place].endswith("i ")

    def _counts(self, word: Found) -> bool:
        """Tell whether a word is the client's own: not in a signature, not in an example that it quotes."""
        if inside(self.layout.signature, word.start) or self._retracted(word):
            return False
        return self.speaker is Speaker.FREELANCER or not inside(self.layout.quotes, word.start)

    def _retracted(self, word: Found) -> bool:
        """Tell whether the client takes the whole sentence back: "…と思っていたのですが、規約でだめなようです"."""
        if self.speaker is not Speaker.CLIENT:
            return False
        number = self.layout.sentence_at(word.start)
        sentence = self.layout.sentences[number]
        if self.heaps.has(Sort.RETRACT, sentence.start, sentence.end):
            return True
        if self.language is Language.JA:
            return japanese.answered_no(sentence, self.folded)
        after = self.layout.sentences[number + 1 : number + 2]
        return any(english_scope.disowned(later, self.folded) for later in after)

    def _refused(self, word: Found) -> bool:
        """Tell whether a phrase that asks by itself is denied: behind it in Japanese, before or at it in English."""
        sentence = self.layout.sentences[self.layout.sentence_at(word.start)]
        if self.language is Language.EN:
            told = self.speaker is Speaker.FREELANCER
            return english_scope.denied(word, sentence, self.folded, self.heaps, told=told)
        bracketed = inside(self.layout.asides, word.start)
        for act in self.heaps.acts.between(word.start, min(sentence.end, word.end + DENIAL)):
            if word.start <= act.start and act.end <= word.end:
                continue
            if inside(self.layout.asides, act.start) != bracketed:
                continue
            if act.label.name == "negate":
                return True
            if act.label.name in ASKING:
                return taken_back(act, self.folded, self.heaps, sentence, self.layout)
        return False

    def _job(self, word: Found) -> bool:
        """Tell whether the sentence is about work on such things. What a freelancer tells of is no job."""
        if word.label.name in WORK_ITSELF or self.speaker is Speaker.FREELANCER:
            return False
        sentence = self.layout.sentences[self.layout.sentence_at(word.start)]
        if addressed(word, sentence, self.folded, self.heaps, self.language):
            return False
        if self.language is Language.EN:
            return english_scope.for_work(word, sentence, self.folded, self.heaps)
        parting = list(_CLAUSES.finditer(self.folded, sentence.start, word.start))
        start = parting[-1].end() if parting else sentence.start
        return self.heaps.has(Sort.JOB, start, sentence.end)

    def ask(self, kind: Kind, tool: str | None, word: Found, manner: frozenset[Manner] = frozenset()) -> Ask:
        """Make an ask of words that ask, with the manner that the words beside them tell."""
        start, end = self.text.span(word.start, word.end)
        if self.speaker is Speaker.FREELANCER and self.language is Language.JA and not self.given:
            sentence = self.layout.sentences[self.layout.sentence_at(word.start)]
            self.given = japanese.was_given(word.start, word.end, sentence, self.folded)
        beside = manners(kind, word, self.folded, self.layout, self.heaps, self.language)
        return Ask(kind, tool, manner | beside, self.text.original[start:end], (start, end))
