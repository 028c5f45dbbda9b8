"""What a message does to the case under way: a plain function from the case and the words to a reply and a new case.

1. Whatever asks for something starts a new case; only facts that were told before there was any ask go into it.
   The freelancer's own remark on what the case is about anyway ("they asked for my LINE ID again") goes on with it.
   So does what looks like an ask that could not be placed; then we ask what is meant, and the answer is the ask.
2. Everything else follows the case: an answer, a further fact, another wish for the letter, a question about it.
3. With nothing to follow we say so, and keep a fact that was told for the message to come.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.core.advise import NOTICES, Core, Wishes, judge, merge, tone_of
from bot.core.answers import LONGEST, answer_to, is_choice, is_reaction
from bot.core.choices import ASK, NONE, UNKNOWN, placing
from bot.core.compose import Notice, compose_notice
from bot.core.conversation import Conversation, KnownAsk, Preferences
from bot.core.focus import on_letter, on_question, on_reasons
from bot.core.intent import SHORT
from bot.core.message import Message
from bot.core.reading import Ask, Intent, Reading, Speaker
from bot.core.reply import Question, Reply
from policies.vocabulary import Fact, Kind, Language, Purpose, Tone, Verdict

_WORDS = re.compile("[a-z]{2,}", re.IGNORECASE)
_MILD = frozenset((Verdict.SHARE, Verdict.SHARE_MINIMAL))
_TONES = tuple(Tone)

_REMARKS = frozenset(
    (
        Intent.ANSWER,
        Intent.LETTER,
        Intent.INSISTS,
        Intent.ALREADY_SHARED,
        Intent.SOFTER,
        Intent.FIRMER,
        Intent.LANGUAGE,
        Intent.WHY,
    )
)
"""What may be said of a case in words that name what was asked for."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a reply rests on beside the words and the case: the day, and until when the case is kept.

    `over`: there was a case until now, but its time was up.
    """

    core: Core
    on: dt.date
    expires_at: dt.datetime
    over: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said, and the case to keep; None leaves what is kept as it was."""

    reply: Reply
    case: Conversation | None = None


def converse(
    message: Message, reading: Reading, case: Conversation | None, preferences: Preferences, moment: Moment
) -> Turn:
    """Answer one message. `case` is None where there is none or it is over."""
    if case is not None and case.wanted == ASK:
        placed = _placed(message, reading, case, moment)
        if placed is not None:
            return placed
        reading = _named(message, reading, moment)
    if reading.asks and not _goes_on(case, reading) and not _chosen(message, case, moment):
        return _begin(message, reading, case, preferences, moment)
    if reading.unsure and (case is None or not case.asks or len(message.text) > SHORT):
        return _begin(message, reading, case, preferences, moment)
    language = _language(message, reading, case, preferences)
    if case is None or not case.asks:
        return _without_case(message, reading, case, language, moment)
    case = replace(case, step=case.step + 1, expires_at=moment.expires_at, language=language)
    answered = _answered(message, reading, case, moment)
    if answered is not None:
        return answered
    if reading.intent in NOTICES:
        return Turn(_notice(NOTICES[reading.intent], language, moment))
    if reading.intent is Intent.MESSAGE and len(message.text) > SHORT:
        return _nothing_asked(reading, language, moment)
    return _FOLLOW.get(reading.intent, _puzzled)(case, reading, moment)


def _chosen(message: Message, case: Conversation | None, moment: Moment) -> bool:
    """Tell whether the words are a choice of the question that is open, though they name what may be asked for."""
    if case is None or len(message.text) > LONGEST:
        return False
    question = _open_question(case, moment)
    return question is not None and is_choice(question, message.text)


def _open_question(case: Conversation, moment: Moment) -> Question | None:
    """Return the question that we asked last, if its answer could still change the advice."""
    if case.wanted is None or not case.asks:
        return None
    question = _judged(case, moment).question
    return question if question is not None and question.fact == case.wanted else None


def _goes_on(case: Conversation | None, reading: Reading) -> bool:
    """Tell whether words that name something asked for are a remark on this very case."""
    if case is None or reading.speaker is not Speaker.FREELANCER or reading.intent not in _REMARKS:
        return False
    platform = reading.facts.get(Fact.PLATFORM)
    elsewhere = platform is not None and platform != case.facts.get(Fact.PLATFORM, platform)
    return not elsewhere and {ask.kind for ask in reading.asks} <= {ask.kind for ask in case.asks}


# --- a new case ----------------------------------------------------------------------------------


def _begin(
    message: Message, reading: Reading, before: Conversation | None, preferences: Preferences, moment: Moment
) -> Turn:
    """Advise on a message. Facts told before it count, but none of a case that had asks of its own."""
    preferred = {str(Fact.PLATFORM): preferences.platform} if preferences.platform else {}
    facts, origins = merge((preferred, "preference"), (reading.facts, "text"), *_known_before(message, before))
    language = message.language or preferences.language or reading.language
    case = Conversation(
        key=message.conversation,
        person=message.person,
        expires_at=moment.expires_at,
        asks=tuple(KnownAsk(ask.kind, ask.tool, ask.manner) for ask in reading.asks),
        likely=reading.likely,
        signs=reading.signs,
        facts=facts,
        origins=origins,
        language=language,
        letter_language=reading.wanted_language or message.language or reading.language,
        speaker=reading.speaker,
        tone=tone_of(reading) or preferences.tone or Tone.PLAIN,
        purpose=_purpose(reading),
    )
    return _told(case, _judged(case, moment, reading))


def _known_before(message: Message, before: Conversation | None) -> Iterator[tuple[Mapping[str, str], str]]:
    """Yield the facts told before there was any ask, and those of a doubtful message whose ask is named only now."""
    if before is None or before.asks:
        return
    for origin in ("text", "told") if len(message.text) <= SHORT else ("told",):
        yield {fact: value for fact, value in before.facts.items() if before.origins[fact] == origin}, origin


def _purpose(reading: Reading) -> Purpose | None:
    return reading.purpose or (Purpose.SECOND_REFUSAL if reading.intent is Intent.INSISTS else None)


def _without_case(
    message: Message, reading: Reading, case: Conversation | None, language: Language, moment: Moment
) -> Turn:
    """Say what is missing. A fact told now is kept for the message to come."""
    if reading.intent in NOTICES:
        return Turn(_notice(NOTICES[reading.intent], language, moment))
    if reading.intent is Intent.MESSAGE and not is_reaction(message.text):
        return _nothing_asked(reading, language, moment)
    if case is not None and case.likely:
        return _still_doubtful(replace(case, language=language), reading, moment)
    notice = _notice(Notice.EXPIRED if moment.over else Notice.NOTHING_TO_FOLLOW, language, moment)
    if reading.intent is not Intent.ANSWER:
        return Turn(notice)
    known = (case.facts if case else {}, "told")
    facts, origins = merge(known, (reading.facts, "told"))
    kept = Conversation(message.conversation, message.person, moment.expires_at, facts=facts, origins=origins)
    return Turn(notice, replace(kept, language=language))


def _nothing_asked(reading: Reading, language: Language, moment: Moment) -> Turn:
    """Say that the message asks for nothing. Beside a case, doubtful words are only shown: its question stays open."""
    wishes = Wishes(language, language, Tone.PLAIN)
    reply = judge(reading, {}, {}, wishes, core=moment.core, on=moment.on)
    if reply.question is None:
        return Turn(reply)
    hint = _notice(Notice.UNPLACED, language, moment)
    return Turn(replace(reply, question=None, notes=(*reply.notes, *hint.notes)))


# --- what could not be placed --------------------------------------------------------------------


def _placed(message: Message, reading: Reading, case: Conversation, moment: Moment) -> Turn | None:
    """Advise on what the person says is asked for, if the message answers that question."""
    value = answer_to(placing(case.likely, moment.core.phrasebook.of(case.language)), message.text, case.language)
    if value is None and reading.intent is Intent.UNKNOWN_ANSWER:
        value = UNKNOWN
    if value is None:
        return None
    case = replace(case, step=case.step + 1, expires_at=moment.expires_at, likely=())
    if value == NONE:
        return Turn(_notice(Notice.UNPLACED, case.language, moment), case)
    if value == UNKNOWN:
        return Turn(_notice(Notice.UNNAMED, case.language, moment), replace(case, wanted=None))
    case = replace(case, asks=(KnownAsk(Kind(value)),))
    return _told(case, _judged(case, moment))


def _named(message: Message, reading: Reading, moment: Moment) -> Reading:
    """Take bare words for what was asked for, if that is what they name: nobody says more in answer to a question."""
    if reading.asks or len(message.text) > LONGEST:
        return reading
    named = moment.core.read(message.text, Speaker.FREELANCER, named=True)
    return named if named.asks else reading


def _still_doubtful(case: Conversation, reading: Reading, moment: Moment) -> Turn:
    """Keep what was told meanwhile, and ask once more what is meant."""
    case = _learned(replace(case, step=case.step + 1, expires_at=moment.expires_at), reading)
    return _told(case, _judged(case, moment))


# --- following the case --------------------------------------------------------------------------


def _answered(message: Message, reading: Reading, case: Conversation, moment: Moment) -> Turn | None:
    """Go on if the message answers our question in other words than those of a fact."""
    question = _open_question(case, moment)
    if question is None or question.fact in reading.facts:
        return None
    value = answer_to(question, message.text, case.language)
    if value is None:
        return None
    if value == UNKNOWN:
        return _unknown(case, reading, moment)
    return _more(case, replace(reading, intent=Intent.ANSWER, facts={**reading.facts, question.fact: value}), moment)


def _more(case: Conversation, reading: Reading, moment: Moment) -> Turn:
    """Decide anew with what was told."""
    case = _learned(case, reading)
    reply = _judged(case, moment)
    if reading.intent is Intent.ALREADY_SHARED or (case.purpose is Purpose.SECOND_REFUSAL and reply.verdict in _MILD):
        case = replace(case, purpose=None)
        reply = _judged(case, moment)
    return _told(case, reply)


def _unknown(case: Conversation, reading: Reading, moment: Moment) -> Turn:
    if case.wanted is None:
        return _puzzled(case, reading, moment)
    case = replace(case, not_asked=case.not_asked | {case.wanted})
    return _told(case, _judged(case, moment))


def _softer(case: Conversation, reading: Reading, moment: Moment) -> Turn:
    return _letter(replace(case, tone=_TONES[max(_TONES.index(case.tone) - 1, 0)]), reading, moment)


def _firmer(case: Conversation, reading: Reading, moment: Moment) -> Turn:
    return _letter(replace(case, tone=_TONES[min(_TONES.index(case.tone) + 1, len(_TONES) - 1)]), reading, moment)


def _letter(case: Conversation, reading: Reading, moment: Moment) -> Turn:
    """Write the letter as it is wanted now."""
    case = _learned(case, reading)
    case = replace(
        case,
        tone=tone_of(reading) or case.tone,
        purpose=_purpose(reading) or case.purpose,
        letter_language=reading.wanted_language or case.letter_language,
    )
    return _told(case, on_letter(_judged(case, moment)))


def _why(case: Conversation, _reading: Reading, moment: Moment) -> Turn:
    return _told(case, on_reasons(_judged(case, moment)))


def _look_ahead(case: Conversation, _reading: Reading, moment: Moment) -> Turn:
    """Tell what an approval would bring, and keep nothing of it."""
    facts, _ = merge((case.facts, "told"), ({Fact.APPROVAL: "approved"}, "told"))
    origins = {name: origin for name, origin in case.origins.items() if name != Fact.APPROVAL}
    ahead = replace(case, facts=facts, origins=origins, purpose=None)
    return Turn(replace(_judged(ahead, moment), question=None))


def _puzzled(case: Conversation, reading: Reading, moment: Moment) -> Turn:
    """Ask again, if an answer could change the advice; else say that nothing was asked for."""
    reply = _judged(case, moment)
    if reply.question is None or reading.unsure:
        return _nothing_asked(reading, case.language, moment)
    return _told(case, on_question(reply))


_FOLLOW: Mapping[Intent, Callable[[Conversation, Reading, Moment], Turn]] = {
    Intent.ANSWER: _more,
    Intent.ALREADY_SHARED: _more,
    Intent.UNKNOWN_ANSWER: _unknown,
    Intent.SOFTER: _softer,
    Intent.FIRMER: _firmer,
    Intent.LANGUAGE: _letter,
    Intent.LETTER: _letter,
    Intent.INSISTS: _letter,
    Intent.WHY: _why,
    Intent.WHAT_IF_APPROVED: _look_ahead,
}


# --- pieces --------------------------------------------------------------------------------------


def _learned(case: Conversation, reading: Reading) -> Conversation:
    """Return the case with what the person has told of it since."""
    told = dict(reading.facts)
    if reading.intent is Intent.ALREADY_SHARED:
        told[Fact.ALREADY_SHARED] = "yes"
    known, _ = merge((case.facts, "told"))
    facts, origins = merge((known, "told"), (told, "told"))
    return replace(
        case,
        facts=facts,
        origins={name: "told" if name in told else case.origins.get(name, origin) for name, origin in origins.items()},
        signs=case.signs | reading.signs,
        not_asked=case.not_asked - told.keys(),
    )


def _judged(case: Conversation, moment: Moment, reading: Reading | None = None) -> Reply:
    """Advise on the case; `reading` where the very words are still known."""
    asks = tuple(Ask(ask.kind, ask.tool, ask.manner) for ask in case.asks)
    known = reading or Reading(
        Intent.MESSAGE, asks, case.facts, case.signs, case.language, case.speaker, likely=case.likely
    )
    wishes = Wishes(case.language, case.letter_language or case.language, case.tone, case.purpose)
    facts, _ = merge((case.facts, "told"))
    return judge(known, facts, case.origins, wishes, core=moment.core, on=moment.on, not_asked=case.not_asked)


def _told(case: Conversation, reply: Reply) -> Turn:
    """Remember what we ask for. A question that is not shown is not waited for: a yes would answer nothing."""
    return Turn(reply, replace(case, wanted=reply.question.fact if reply.question else None))


def _notice(notice: Notice, language: Language, moment: Moment) -> Reply:
    return compose_notice(notice, moment.core.rulebook, moment.core.phrasebook, language)


def _language(message: Message, reading: Reading, case: Conversation | None, preferences: Preferences) -> Language:
    """Return the language to answer in: the one asked for, else that in which the person writes to us now."""
    chosen = message.language or preferences.language
    if chosen is not None:
        return chosen
    if case is None:
        return reading.language
    wordy = reading.language is Language.JA or len(_WORDS.findall(message.text)) > 1
    return reading.language if wordy and reading.intent is not Intent.LANGUAGE else case.language
