"""Whatever one file names in another exists: pages, rules, signs, tools, offices."""

from collections.abc import Iterable, Iterator, Set
from graphlib import CycleError, TopologicalSorter

from policies.checks.book import Book
from policies.place import Steps
from policies.problems import Problem, nearest, suggest
from policies.schema import Citation, InForce, Platform, Rule

_Cited = tuple[str, Steps, str]
"""A file, the place in it and the page cited there."""


def pages_exist(book: Book) -> Iterator[Problem]:
    """Complain of citations whose page is in no sources file."""
    known = {source.id for file in book.sources.values() for source in file.source}
    unsound = set(book.names("sources")) - set(book.sources)
    for name, steps, page in _citations(book):
        if page not in known and f"sources/{page.partition('.')[0]}.toml" not in unsound:
            remedy = suggest(page, known, "the id of a source") if nearest(page, known) else _add_source(page)
            yield book.problem(name, steps, f"no source has the id “{page}”", remedy)


def sources_are_used(book: Book) -> Iterator[Problem]:
    """Complain of sources that nothing cites, unless a file that may cite them has mistakes."""
    if not all(book.is_sound(folder) for folder in ("rules", "platforms", "aftercare")):
        return
    used = {page for _, _, page in _citations(book)}
    for name, file in book.sources.items():
        for index, source in enumerate(file.source):
            if source.id not in used:
                wrong = f"nothing cites “{source.id}”"
                yield book.problem(
                    name, ("source", index, "id"), wrong, "cite it where it carries a rule, or remove it"
                )


def overrides_exist(book: Book) -> Iterator[Problem]:
    """Complain of overrides that name no rule, or one that can never hold together with theirs."""
    known = book.rule_ids()
    areas = {rule_id.partition(".")[0] for rule_id in known}
    for name, rule in book.rules.items():
        for index, target in enumerate(rule.overrides):
            wrong, remedy = _override_fault(book, rule, target, known, areas)
            if wrong:
                yield book.problem(name, ("overrides", index), wrong, remedy)


def _override_fault(book: Book, rule: Rule, target: str, known: frozenset[str], areas: set[str]) -> tuple[str, str]:
    area = target.partition(".")[0]
    if target.endswith(".*"):
        if area not in areas:
            return f"no rule lies in the area “{area}”", suggest(area, areas, "an area that has rules")
        if area in ("fraud", "law") and rule.id.partition(".")[0] != area:
            return f"“{target}” would switch off every {area} rule", "name the very rules that the source overrules"
        return "", ""
    if target not in known:
        return f"no rule has the id “{target}”", suggest(target, known) if nearest(target, known) else "mend the id"
    if target == rule.id:
        return "a rule cannot override itself", "remove it from overrides"
    other = book.by_id.get(target)
    if other is None or can_meet(rule, other):
        return "", ""
    return f"“{target}” never holds together with this rule, so nothing is overridden", "remove it from overrides"


def overrides_form_no_circle(book: Book) -> Iterator[Problem]:
    """Complain of rules that displace each other in a circle: none of them would be left."""
    edges = {rule.id: _displaced(book, rule) for rule in book.rules.values()}
    names = {rule.id: name for name, rule in book.rules.items()}
    while True:
        try:
            TopologicalSorter(edges).prepare()
        except CycleError as error:
            circle = list(reversed(error.args[1]))
            start = min(circle)
            shift = circle.index(start)
            around = [*circle[shift:-1], *circle[:shift], start]
            wrong = "the rules override each other in a circle: " + " → ".join(around)
            yield book.problem(names[start], ("overrides",), wrong, "remove one of these overrides")
            for rule_id in around:
                edges[rule_id] = set()
        else:
            return


def _displaced(book: Book, rule: Rule) -> set[str]:
    """Return the ids of the rules that this one displaces in some situation."""
    found = set()
    for target in rule.overrides:
        others = [book.by_id[target]] if target in book.by_id else []
        if target.endswith(".*"):
            others = [other for other in book.rules.values() if other.id.startswith(target[:-1])]
        found |= {other.id for other in others if other.id != rule.id and can_meet(rule, other)}
    return found


def can_meet(one: Rule, other: Rule) -> bool:
    """Tell whether both rules may hold for the same ask in the same situation on the same day."""
    if set(one.asks).isdisjoint(other.asks) or not terms_meet(one.in_force, other.in_force):
        return False
    for fact, values in one.when.items():
        if fact in other.when and set(values).isdisjoint(other.when[fact]):
            return False
    if not set(one.manner).isdisjoint(other.not_manner) or not set(other.manner).isdisjoint(one.not_manner):
        return False
    tools = set(one.tools) & set(other.tools) if one.tools and other.tools else {*one.tools, *other.tools}
    if one.tools or other.tools:
        return bool(tools - {*one.not_tools, *other.not_tools})
    return True


def terms_meet(one: InForce, other: InForce) -> bool:
    """Tell whether there is a day on which both are in force. A term that runs backwards is not judged here."""
    for first, second in ((one, other), (other, one)):
        if first.until and second.since and first.until < second.since and not _runs_backwards(first, second):
            return False
    return True


def _runs_backwards(*terms: InForce) -> bool:
    return any(term.since and term.until and term.until < term.since for term in terms)


def names_exist(book: Book) -> Iterator[Problem]:
    """Complain of signs, tools and offices that have no file."""
    signs = book.stems("signs")
    tools = book.stems("tools")
    offices = {contact.id for file in book.contacts.values() for contact in file.contact}
    offices_known = book.is_sound("aftercare/contacts")
    for name, rule in book.rules.items():
        yield from _unknown(book, name, ("signs_any",), rule.signs_any, signs, "sign")
        yield from _unknown(book, name, ("signs_all",), rule.signs_all, signs, "sign")
        yield from _unknown(book, name, ("tools",), rule.tools, tools, "tool")
        yield from _unknown(book, name, ("not_tools",), rule.not_tools, tools, "tool")
        if offices_known:
            yield from _unknown(book, name, ("call",), rule.call, offices, "office")
        for index, example in enumerate(rule.example):
            yield from _unknown(book, name, ("example", index, "signs"), example.signs, signs, "sign")
            named = (example.tool,) if example.tool else ()
            yield from _unknown(book, name, ("example", index, "tool"), named, tools, "tool")
    for name, care in book.aftercare.items():
        for index, step in enumerate(care.step):
            yield from _unknown(book, name, ("step", index, "signs"), step.signs, signs, "sign")
            if offices_known:
                yield from _unknown(book, name, ("step", index, "call"), step.call, offices, "office")


_FOLDERS = {"sign": "signs/{0}.toml", "tool": "tools/{0}.toml", "office": "aftercare/contacts/"}


def _unknown(book: Book, name: str, steps: Steps, used: Iterable[str], known: Set[str], what: str) -> Iterator[Problem]:
    for word in used:
        if word not in known:
            near = nearest(word, known)
            remedy = f"did you mean “{near}”?" if near else f"mend it, or add it to {_FOLDERS[what].format(word)}"
            yield book.problem(name, steps, f"there is no {what} “{word}”", remedy)


def _add_source(page: str) -> str:
    return f"add it to sources/{page.partition('.')[0]}.toml, or mend the id"


def _citations(book: Book) -> Iterator[_Cited]:
    for name, rule in book.rules.items():
        yield from _pages(name, (), rule.source)
    for name, platform in book.platforms.items():
        yield from _platform_citations(name, platform)
    for name, file in book.contacts.items():
        for index, contact in enumerate(file.contact):
            yield name, ("contact", index, "page"), contact.page
    for name, care in book.aftercare.items():
        for index, step in enumerate(care.step):
            for place, page in enumerate(step.source):
                yield name, ("step", index, "source", place), page


def _platform_citations(name: str, platform: Platform) -> Iterator[_Cited]:
    if platform.approval:
        yield from _pages(name, ("approval",), platform.approval.source)
    if platform.report:
        yield from _pages(name, ("report",), platform.report.source)
    for index, topic in enumerate(platform.topic):
        yield from _pages(name, ("topic", index), topic.source)


def _pages(name: str, steps: Steps, citations: Iterable[Citation]) -> Iterator[_Cited]:
    for index, citation in enumerate(citations):
        yield name, (*steps, "source", index, "page"), citation.page


CHECKS = (pages_exist, sources_are_used, overrides_exist, overrides_form_no_circle, names_exist)
