"""The forms of what somebody is asked to do: 教えて, 教える, お教え; send, sending, sent."""

import re
from collections.abc import Mapping

from policies.vocabulary import Language
from tests.generator.lexicon import Lexicon, fill

_VERB = re.compile(r"\[([A-Za-z-]+)\]")
_TO_CLIENT = {"me": "me", "us": "us", "your": "your", "you": "you", "yourself": "yourself"}
_TO_OTHERS = {"me": "them", "us": "them", "your": "my", "you": "me", "yourself": "myself"}
_SOUNDS_WRONG = re.compile(r"\{you\}|\bI\b|\{own_|\byou\b")
"""What cannot be retold by the person who is asked without another word order."""

_FIELD_START = re.compile(r"^(?:\{your\}|an?|the)\s+")


def forms(act: tuple[str, ...], words: Lexicon, retold: bool = False) -> dict[str, str]:
    """Return the slots that a frame can take for this act. `retold`: the freelancer speaks of the client's wish."""
    if words.language is Language.JA:
        te, ru, go = act
        return {"te": te, "ru": ru} | ({"go": go} if go else {})
    persons = _TO_OTHERS if retold else _TO_CLIENT
    text = fill(act[0], persons)
    if retold:
        text = re.sub(r"\bus\b", "them", re.sub(r"\bour\b", "their", text))
    verbs: Mapping[str, list[str]] = words.frames["forms"]
    return {
        "do": _VERB.sub(lambda found: found[1], text),
        "doing": _first_verb(text, verbs, 0),
        "did": _first_verb(text, verbs, 1),
    }


_SEEN_BY_OTHERS = (
    ("弊社に来", "先方の会社に来"),
    ("弊社", "先方"),
    ("私の", "相手の"),
    ("あなたの", "自分の"),
    ("こちらのフォーム", "相手のフォーム"),
    ("こちらで使わせ", "相手に使わせ"),
)


def as_seen_by_others(text: str, language: Language) -> str:
    """Change the persons of a Japanese act that the freelancer tells of. English ones are changed by their slots."""
    if language is Language.JA:
        for said, retold in _SEEN_BY_OTHERS:
            text = text.replace(said, retold)
    return text


def noun(thing: str, words: Lexicon, retold: bool = False) -> str:
    """Return the object as it is named in a sentence."""
    return thing if words.language is Language.JA else fill(thing, _TO_OTHERS if retold else _TO_CLIENT)


def heading(thing: str, words: Lexicon) -> str:
    """Return the object as it is named in a form."""
    if words.language is Language.JA:
        return thing
    bare = fill(_FIELD_START.sub("", thing), _TO_CLIENT)
    return bare[:1].upper() + bare[1:]


def can_be_retold(text: str) -> bool:
    """Tell whether an English act or object stays right when its persons change."""
    return not _SOUNDS_WRONG.search(text)


def sentence(text: str, language: Language) -> str:
    """Begin an English sentence with a capital."""
    return text[:1].upper() + text[1:] if language is Language.EN else text


def _first_verb(text: str, verbs: Mapping[str, list[str]], form: int) -> str:
    return _VERB.sub(lambda found: verbs[found[1]][form], text)
