"""What `kotowari policy …` does: lines to print and an exit code, for rules that people write."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.core.decide import Query, decide
from bot.core.read import read
from bot.core.reading import Speaker
from bot.core.words import Words, prepare
from policies.check import check as find_problems
from policies.diff import Advice, Difference, Message, Side, compare, read_messages
from policies.load import POLICIES_PATH, PolicyError, load, load_all
from policies.patterns import PatternError
from policies.problems import Problem, nearest
from policies.proof import Heard, Reader, Ruling, Situation, prove
from policies.proof import Speaker as SpeakerName
from policies.proof_words import prove_words
from policies.rulebook import Rulebook
from policies.schema import Both, Citation, Platform, Rule, Sign, Source
from policies.stale import find_stale, parse_age
from policies.vocabulary import Fact, Language

FINE, FAULTY, MISUSED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Report:
    """What to print, and the exit code: 0 all is well, 1 something was found, 2 the command was misused."""

    lines: tuple[str, ...]
    code: int = FINE


def check(root: Path = POLICIES_PATH) -> Report:
    """Report every mistake in the policy files, one a line."""
    if not root.is_dir():
        return _no_folder(root)
    problems = find_problems(root)
    if problems:
        return Report((*map(str, problems), _count(len(problems), "mistake")), FAULTY)
    rulebook = load(root)
    return Report((f"{_size(rulebook)}: no mistakes (rules_version {rulebook.version})",))


def test(root: Path = POLICIES_PATH) -> Report:
    """Run all examples embedded in the policy files. Report those that fail and rules that never stand in one."""
    try:
        rulebook, lexicon = load_all(root)
    except PolicyError as error:
        return _unusable(error)
    try:
        reader = _reader(prepare(lexicon)) if lexicon.asks else None
    except PatternError as error:
        return Report((f"{error}; see kotowari policy check",), FAULTY)
    proof = prove(rulebook, judge, reader)
    sentences, misread = prove_words(lexicon, reader) if reader else (0, ())
    failures = [*proof.failures, *misread]
    silent = [f"{rule_id}: stands in no example; add one in which it decides" for rule_id in proof.silent]
    last = f"{_count(proof.examples, 'example')} and {_count(sentences, 'sentence')} run, {len(failures)} failed"
    code = FAULTY if failures or silent else FINE
    return Report((*map(str, failures), *silent, f"{last}, {_count(len(silent), 'rule')} never fired"), code)


def list_rules(root: Path = POLICIES_PATH, area: str | None = None) -> Report:
    """List the rules, or those of one area: id, verdict and title in both languages."""
    try:
        rulebook = load(root)
    except PolicyError as error:
        return _unusable(error)
    rules = [rule for rule in rulebook.rules if area is None or rule.id.partition(".")[0] == area]
    if not rules and area is not None:
        return _unknown(area, {rule.id.partition(".")[0] for rule in rulebook.rules}, "area")
    width = max((len(rule.id) for rule in rules), default=0)
    lines = [f"{rule.id:<{width}}  {rule.verdict:<18}  {rule.title.ja} / {rule.title.en}" for rule in rules]
    return Report((*lines, _count(len(rules), "rule")))


def show(name: str, root: Path = POLICIES_PATH) -> Report:
    """Show a rule, platform, sign or source by its id, with everything that its file says."""
    try:
        rulebook = load(root)
    except PolicyError as error:
        return _unusable(error)
    rule = rulebook.rule(name)
    if rule is not None:
        return Report(tuple(_rule_lines(rule, rulebook)))
    if name in rulebook.platforms:
        return Report(tuple(_platform_lines(rulebook.platforms[name], rulebook)))
    if name in rulebook.signs:
        return Report(tuple(_sign_lines(rulebook.signs[name], rulebook)))
    if name in rulebook.sources:
        return Report(tuple(_source_lines(rulebook.sources[name], rulebook)))
    known = {*(rule.id for rule in rulebook.rules), *rulebook.platforms, *rulebook.signs, *rulebook.sources}
    return _unknown(name, known, "rule, platform, sign or source")


def diff(old: Path, new: Path, messages: Sequence[Path] = (), on: dt.date | None = None) -> Report:
    """Report which advice changes between two folders of policies, over all examples and over files of messages.

    `on` is the day for messages that bear none; it is needed only with `messages`.
    """
    for path in (old, new):
        if not path.is_dir():
            return _no_folder(path)
    for path in messages:
        if not path.is_file():
            return Report((f"{path}: there is no such file; name a JSONL file of messages",), MISUSED)
    try:
        asked = [message for path in messages for message in read_messages(path)]
        found = compare(_side(old, on), _side(new, on), asked)
    except PolicyError as error:
        return _unusable(error)
    return Report(tuple(_difference_lines(found)))


def stale(older_than: str, on: dt.date, root: Path = POLICIES_PATH) -> Report:
    """Report rules and sources not looked at for longer than `older_than` (`180d`) before `on`; exit code 1 if any."""
    try:
        days = parse_age(older_than)
        found = find_stale(load(root), days, on)
    except PolicyError as error:
        return _unusable(error)
    except ValueError as error:
        return Report((f"--older-than: {error}",), MISUSED)
    lines = [f"{one.what} {one.id}: last looked at on {one.since}, {one.age_days} days ago" for one in found]
    last = f"{len(found)} older than {_count(days, 'day')} on {on}"
    return Report((*lines, last), FAULTY if found else FINE)


# --- how the rooms meet --------------------------------------------------------------------------


def judge(rulebook: Rulebook, situation: Situation) -> Ruling:
    """Judge one situation by the rulebook. Raise `LookupError` if no rule is left to decide."""
    query = Query(situation.kind, situation.tool, situation.manner, situation.signs, situation.kinds)
    try:
        decision = decide([query], situation.facts, rulebook, situation.on)
    except ValueError as error:
        raise LookupError(situation.kind) from error
    outcome = decision.outcomes[0]
    return Ruling(outcome.verdict, tuple(rule.id for rule in outcome.rules), decision.wanted)


def _reader(words: Words) -> Reader:
    def hear(text: str, speaker: SpeakerName | None) -> Heard:
        reading = read(text, words, Speaker(speaker) if speaker else None)
        asks = {ask.kind: (ask.tool, ask.manner) for ask in reading.asks}
        return Heard(asks, reading.signs, reading.facts, reading.intent)

    return hear


def _side(root: Path, on: dt.date | None) -> Side:
    rulebook, lexicon = load_all(root)
    return Side(rulebook, judge, _answerer(rulebook, prepare(lexicon), on) if lexicon.asks else None)


def _answerer(rulebook: Rulebook, words: Words, on: dt.date | None) -> Callable[[Message], Advice]:
    def answer(message: Message) -> Advice:
        speaker = Speaker(message.speaker) if message.speaker else None
        language = Language(message.lang) if message.lang else None
        reading = read(message.text, words, speaker, language)
        day = message.on or on
        if day is None:
            raise ValueError("a message without a day needs `on`")
        kinds = frozenset(ask.kind for ask in reading.asks)
        queries = [Query(ask.kind, ask.tool, ask.manner, reading.signs, kinds) for ask in reading.asks]
        decision = decide(queries, {**reading.facts, **message.facts}, rulebook, day)
        asks = tuple(
            (query.kind, outcome.verdict, tuple(rule.id for rule in outcome.rules))
            for query, outcome in zip(queries, decision.outcomes, strict=True)
        )
        return Advice(asks, decision.wanted)

    return answer


# --- lines ---------------------------------------------------------------------------------------


def _rule_lines(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    yield f"{rule.id}: {rule.verdict}"
    yield from _both("title", rule.title)
    yield f"asks: {', '.join(rule.asks)}"
    for key in ("tools", "not_tools", "manner", "not_manner", "signs_any", "signs_all", "with_any", "with_all"):
        if getattr(rule, key):
            yield f"{key}: {', '.join(getattr(rule, key))}"
    for fact, values in rule.when.items():
        yield f"when {fact}: {' or '.join(values)}"
    if rule.overrides:
        yield f"overrides: {', '.join(rule.overrides)}"
    since, until = rule.in_force.since or "always", rule.in_force.until or "now"
    yield f"in force: from {since} until {until}, last reviewed on {rule.in_force.reviewed}"
    yield from _both("reason", rule.reason)
    for step in rule.step:
        yield from _both("step", step)
    yield f"letter: {'none' if rule.no_letter else ', '.join(filter(None, _letter(rule)))}"
    if rule.call:
        yield f"call: {', '.join(rule.call)}"
    yield from _citation_lines(rule.source, rulebook)
    yield f"examples: {len(rule.example)}"


def _letter(rule: Rule) -> tuple[str | None, ...]:
    return rule.letter.purpose, rule.letter.reason, rule.letter.alternative


def _platform_lines(platform: Platform, rulebook: Rulebook) -> Iterator[str]:
    yield f"{platform.id}: {platform.home or 'no address'}"
    yield from _both("title", platform.title)
    if not platform.rules_known:
        yield "rules: none known; common rules apply"
    if platform.approval:
        for key in ("name", "who", "where", "how_long", "how_often", "what_to_write"):
            text = getattr(platform.approval, key)
            if text is not None:
                yield from _both(f"approval, {key}", text)
        yield from _citation_lines(platform.approval.source, rulebook)
    if platform.report:
        yield from _both("report", platform.report.where)
        yield from _citation_lines(platform.report.source, rulebook)
    for topic in platform.topic:
        yield from _both(topic.topic, topic.text)
        yield from _citation_lines(topic.source, rulebook)
    if platform.note:
        yield from _both("note", platform.note)
    yield from _rules_of(rule for rule in rulebook.rules if platform.id in rule.when.get(Fact.PLATFORM, ()))


def _sign_lines(sign: Sign, rulebook: Rulebook) -> Iterator[str]:
    yield f"{sign.id}"
    yield from _both("title", sign.title)
    yield f"ja: {' / '.join(sign.ja.words)}"
    yield f"en: {' / '.join(sign.en.words)}"
    yield from _rules_of(rule for rule in rulebook.rules if sign.id in (*rule.signs_any, *rule.signs_all))


def _source_lines(source: Source, rulebook: Rulebook) -> Iterator[str]:
    yield f"{source.id}: {source.url}"
    yield from _both("title", source.title)
    dated = f", dated {source.dated}" if source.dated else ""
    yield f"{source.kind}, by {source.publisher}, in {source.language}{dated}, read on {source.read_on}"
    yield from _rules_of(rule for rule in rulebook.rules if source.id in {one.page for one in rule.source})


def _citation_lines(citations: Iterable[Citation], rulebook: Rulebook) -> Iterator[str]:
    for citation in citations:
        source = rulebook.sources.get(citation.page)
        yield f"source {citation.page}: {citation.says}"
        if source is not None:
            yield f"    {source.title.ja} / {source.title.en} ({source.kind}, read on {source.read_on})"
            yield f"    {source.url}"


def _rules_of(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        yield f"rule {rule.id}: {rule.verdict}"


def _both(label: str, text: Both) -> Iterator[str]:
    yield f"{label}: {text.ja}"
    yield f"{' ' * len(label)}  {text.en}"


def _difference_lines(found: Difference) -> Iterator[str]:
    for label, names in (("new", found.added), ("gone", found.removed), ("edited", found.edited)):
        for name in names:
            yield f"{label} rule: {name}"
    for one in found.changed:
        yield f"{one.where}:"
        yield f"    was {one.before}"
        yield f"    is  {one.after}"
    compared = f"{_count(found.examples, 'example')} and {_count(found.messages, 'message')} compared"
    yield f"{compared}, {len(found.changed)} with other advice"


def _size(rulebook: Rulebook) -> str:
    return f"{_count(len(rulebook.rules), 'rule')}, {_count(len(rulebook.sources), 'source')}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _unusable(error: PolicyError) -> Report:
    problems: tuple[Problem, ...] = error.problems
    return Report((*map(str, problems), f"{_count(len(problems), 'mistake')}; see kotowari policy check"), FAULTY)


def _no_folder(path: Path) -> Report:
    return Report((f"{path}: there is no such folder; name a folder of policies",), MISUSED)


def _unknown(name: str, known: Iterable[str], what: str) -> Report:
    near = nearest(name, known)
    remedy = f"did you mean “{near}”?" if near else "see kotowari policy list"
    return Report((f"{name}: there is no {what} of that name; {remedy}",), MISUSED)
