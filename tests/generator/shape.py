"""The shapes in which a client's words arrive: plain, quoted, exported from a chat, as an e-mail, as a job post."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policies.vocabulary import Kind, Language
from tests.generator.ask import Said
from tests.generator.lexicon import fill

if TYPE_CHECKING:
    from tests.generator.message import Parts

SHAPES = (("plain", 56), ("chat", 10), ("mail", 9), ("post", 8), ("quote", 7), ("voices", 7))

SIGNED = 0.15
"""Share of the plain messages and e-mails that end with a block of the client's own details."""


@dataclass(slots=True)
class Shaped:
    """The text, who speaks, and how it came about."""

    text: str
    speaker: str = "client"
    steps: list[str] = field(default_factory=list)


def run_on(lines: list[str], language: Language) -> str:
    """Write sentences one after the other."""
    if language is Language.EN:
        return " ".join(line if line[-1:] in ".!?:)\"'\n" else f"{line}." for line in lines)
    return "".join(line if line[-1:] in "。、！？!?…」♪〜）)\n" else f"{line}。" for line in lines)


def client(parts: "Parts", lines: list[str], said: list[Said]) -> Shaped:
    """Put the client's sentences into one of the shapes."""
    names = [name for name, _ in SHAPES if name != "post" or _may_be_a_post(parts)]
    weights = [weight for name, weight in SHAPES if name in names]
    name = parts.random.choices(names, weights)[0]
    made = _SHAPES[name](parts, lines, said)
    made.steps.insert(0, f"shape: {name}")
    return made


def _may_be_a_post(parts: "Parts") -> bool:
    facts = parts.situation.facts
    stage = parts.situation.beside.get("stage")
    return stage == "before_contract" and "approval" not in facts and facts.get("relationship") != "repeat"


# --- the shapes ----------------------------------------------------------------------------------


def _plain(parts: "Parts", lines: list[str], said: list[Said]) -> Shaped:
    layout, random = parts.words.layout, parts.random
    greeting, closing = (parts.asking.fill(random.choice(layout[name])) for name in ("greetings", "closings"))
    body = _body(parts, lines, said)
    gap = (
        random.choice(("", "\n", "\n\n")) if parts.words.language is Language.JA else random.choice((" ", "\n", "\n\n"))
    )
    text = gap.join(part for part in (greeting, body, closing) if part)
    if random.random() < SIGNED or (not said and random.random() < 0.3):
        return Shaped(f"{text}\n\n{_signature(parts)}", steps=["signed"])
    return Shaped(text)


def _chat(parts: "Parts", lines: list[str], said: list[Said]) -> Shaped:
    """A chat export with names and times, in which the freelancer says little."""
    layout, random = parts.words.layout, parts.random
    form, name = random.choice(layout["chats"]), random.choice(layout["names"])
    mine = {Language.JA: "自分", Language.EN: "Me"}[parts.words.language]
    sentences = _order(parts, lines, said)
    plain = form.replace("さん（クライアント）", "").replace(" (client)", "")
    rows, minute = [], random.randint(0, 400)
    for place, line in enumerate(sentences):
        clock = f"{9 + minute // 60}:{minute % 60:02d}"
        rows.append(fill(form, {"clock": clock, "name": name, "line": line}).replace("\t", "  "))
        minute += random.randint(1, 9)
        if place + 1 < len(sentences) and random.random() < 0.4:
            clock = f"{9 + minute // 60}:{minute % 60:02d}"
            reply = random.choice(layout["chat_mine"])
            rows.append(fill(plain, {"clock": clock, "name": mine, "line": reply}).replace("\t", "  "))
    return Shaped("\n".join(rows))


def _mail(parts: "Parts", lines: list[str], said: list[Said]) -> Shaped:
    layout, random = parts.words.layout, parts.random
    inner = _plain(parts, lines, said)
    subject = parts.asking.fill(random.choice(layout["subjects"]))
    text = fill(random.choice(layout["mails"]), {"body": inner.text, "subject": subject})
    return Shaped(parts.asking.fill(text), steps=inner.steps)


def _post(parts: "Parts", lines: list[str], said: list[Said]) -> Shaped:
    """A job post; half of those without an ask are about the very things that others ask for."""
    layout, random = parts.words.layout, parts.random
    asked = any(one.meant for one in said)
    job = random.choice(parts.words.jobs["about" if random.random() < (0.15 if asked else 0.6) else "plain"])
    text = fill(random.choice(layout["posts"]), {"job": job, "body": _body(parts, lines, said)})
    parts.situation.facts["in_job_post"] = parts.situation.beside["in_job_post"] = "yes"
    return Shaped(parts.asking.fill(text), steps=[f"job: {job}"])


def _quote(parts: "Parts", lines: list[str], said: list[Said]) -> Shaped:
    """An answer that quotes what the freelancer wrote before."""
    layout, random = parts.words.layout, parts.random
    steps = []
    quoted = random.choice(layout["harmless"])
    body = _body(parts, lines, said)
    if not any(one.meant for one in said) and random.random() < 0.7:
        quoted, reply, rule = parts.asking.answered_no(random.choice(list(Kind)))
        body = run_on([reply, *lines[:2]], parts.words.language)
        if parts.situation.lines:
            body = run_on([reply, *parts.situation.lines], parts.words.language)
        said.clear()
        steps.append(rule)
    return Shaped(fill(random.choice(layout["quotes"]), {"quoted": quoted, "body": body}), steps=steps)


def _voices(parts: "Parts", lines: list[str], said: list[Said]) -> Shaped:
    """The freelancer pastes the client's words between words of their own."""
    if not any(one.meant for one in said):
        return _plain(parts, lines, said)
    body = _body(parts, lines, said)
    return Shaped(fill(parts.random.choice(parts.words.layout["voices"]), {"body": body}), "freelancer")


# --- parts of them -------------------------------------------------------------------------------


def _order(parts: "Parts", lines: list[str], said: list[Said]) -> list[str]:
    """Put contexts mostly before what is said, sometimes after, sometimes around."""
    lines = list(lines)
    parts.random.shuffle(lines)
    at = parts.random.choice((len(lines), len(lines), 0, len(lines) // 2))
    between = parts.words.frames["join"]["between"]
    sentences = [one.text for one in said]
    for place in range(1, len(sentences)):
        if said[place].meant and "\n" not in sentences[place] and parts.random.random() < 0.5:
            sentences[place] = _joined(parts.random.choice(between), sentences[place])
    return [*lines[:at], *sentences, *lines[at:]]


def _joined(connective: str, sentence: str) -> str:
    if not connective.endswith(" ") or sentence[:2] in ("I ", "I'"):
        return connective + sentence
    return connective + sentence[:1].lower() + sentence[1:]


def _body(parts: "Parts", lines: list[str], said: list[Said]) -> str:
    ordered = _order(parts, lines, said)
    blocks, run = [], []
    for line in ordered:
        if "\n" in line:
            blocks += [run_on(run, parts.words.language)] if run else []
            blocks.append(line)
            run = []
        else:
            run.append(line)
    blocks += [run_on(run, parts.words.language)] if run else []
    return "\n".join(blocks)


def _signature(parts: "Parts") -> str:
    return parts.asking.fill(parts.random.choice(parts.words.layout["signatures"]))


_SHAPES = {"plain": _plain, "chat": _chat, "mail": _mail, "post": _post, "quote": _quote, "voices": _voices}
