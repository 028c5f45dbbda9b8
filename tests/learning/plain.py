"""Messages made of the plainest requests and refusals, with sentences of the corpus that ask for nothing beside them."""

import tomllib
from itertools import chain
from pathlib import Path
from random import Random

from bot.core.reading import Speaker
from policies.vocabulary import Kind, Language
from tests.learning.corpus import Message
from tests.learning.learn import PARTS

FORMS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
NOTHING = frozenset()


def messages(language: Language, corpus, number: int) -> list[Message]:
    """Return so many messages, always the same: half ask for one to three things, half ask for nothing or refuse."""
    random = Random(f"plain {language}")  # noqa: S311
    idle = [
        line for one in corpus if one.speaker is Speaker.CLIENT for line, sure, either in one.lines if not sure | either
    ]
    made = [_message(language, random, idle) for _ in range(number)]
    for at, message in enumerate(made):
        message.name = f"plain{at % PARTS}-"
    return made


def _message(language, random, idle):
    told = random.random() < 0.2
    message = Message("", Speaker.FREELANCER if told else Speaker.CLIENT)
    kinds = random.sample(list(Kind), random.choice([1, 1, 1, 2, 2, 3]))
    if told:
        lines = [_told(language, random, random.choice(kinds))]
    else:
        refuses = random.random() < 0.45
        lines = [_line(language, random, kind, refuses=refuses) for kind in kinds]
        if random.random() < 0.15:
            lines.append(_line(language, random, random.choice(list(Kind)), refuses=not refuses))
        lines += [(random.choice(idle), NOTHING, NOTHING) for _ in range(random.randrange(4))]
    random.shuffle(lines)
    message.lines = lines
    return message


def _line(language, random, kind, *, refuses):
    forms = FORMS[language]
    manner = _manner(forms, kind)
    if manner:
        thing = random.choice(forms[manner][kind])
        if refuses:
            return _refusal(language, random, thing, manner), NOTHING, NOTHING
        return random.choice(forms["tell" if manner == "told" else "send"]).format(thing), frozenset({kind}), NOTHING
    refusals = forms["acts_refused"].get(kind)
    if refuses:
        return random.choice(refusals or list(chain(*forms["acts_refused"].values()))), NOTHING, NOTHING
    return random.choice(forms["acts"][kind]), frozenset({kind}), NOTHING


def _manner(forms, kind):
    """Return whether the thing is told or sent; None: it is done."""
    return next((manner for manner in ("told", "sent") if kind in forms[manner]), None)


def _refusal(language, random, thing, manner):
    if language is Language.EN and manner == "told":
        thing = f"your {thing}"
    text = random.choice(FORMS[language]["refuse"]).format(thing)
    return text[:1].upper() + text[1:]


def _told(language, random, kind):
    forms = FORMS[language]
    if not _manner(forms, kind):
        kind = random.choice(list(forms["told"]))
    manner = _manner(forms, kind)
    thing = random.choice(forms[manner][kind])
    if language is Language.EN:
        thing = f"my {thing}" if manner == "told" else thing.replace("your", "my")
    return random.choice(forms["report"]).format(thing), frozenset({Kind(kind)}), NOTHING
