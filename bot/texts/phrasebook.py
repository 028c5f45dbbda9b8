"""The words that people read, by language and key, loaded from the TOML files beside this module.

A key is the file's name and the path within it: `letters.closing.no.soft` is `soft` in the table `[closing.no]` of
`letters.toml`; items of a list are numbered from 0. Every language has the same keys with the same slots (`{name}`).
"""

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.errors import Problem, SetupError


class PhraseError(SetupError):
    """The texts cannot be used: everything that is wrong with the files, or the text that a key does not name."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, the slots in it, and the file that it stands in."""

    words: str
    slots: frozenset[str]
    path: str


@dataclass(frozen=True, eq=False)
class Phrases:
    """All texts of one language. Compared and hashed by identity, so that what is made of them can be cached."""

    language: str
    texts: Mapping[str, str]
    slots: Mapping[str, frozenset[str]]

    def find(self, key: str) -> str | None:
        """Return the text of that key, or None if there is none."""
        return self.texts.get(key)

    def text(self, key: str) -> str:
        """Return the text of that key. Raise `PhraseError` if there is none."""
        found = self.texts.get(key)
        if found is None:
            raise PhraseError(Problem("there is no such text", f"{self.language}, {key}", "add it to every language"))
        return found

    def fill(self, key: str, **values: str) -> str:
        """Return the text of that key with its slots filled. Raise `PhraseError` if one would stay empty."""
        words = self.text(key)
        wanted = self.slots[key]
        if not all(map(values.get, wanted)):
            empty = ", ".join(sorted(slot for slot in wanted if not values.get(slot)))
            raise PhraseError(Problem(f"nothing fills {empty}", f"{self.language}, {key}", "give every slot a value"))
        return words.format_map(values) if wanted else words


@dataclass(frozen=True, eq=False)
class Phrasebook:
    """The texts of all languages, with the same keys and slots in each."""

    languages: Mapping[str, Phrases]

    def of(self, language: str) -> Phrases:
        """Return the texts of a language."""
        return self.languages[language]


def load(root: Traversable | None = None) -> Phrasebook:
    """Read the files of all languages. Raise `PhraseError` with everything that is wrong with them."""
    problems: list[Problem] = []
    folders = sorted((each for each in (root or files(__package__)).iterdir() if _is_language(each)), key=_name)
    found = {folder.name: _read(folder, problems) for folder in folders}
    _compare(found, problems)
    if not found:
        problems.append(Problem("no language was found", "bot/texts", "add a folder with *.toml for each language"))
    if problems:
        raise PhraseError(*problems)
    return Phrasebook({language: _phrases(language, texts) for language, texts in found.items()})


def _name(entry: Traversable) -> str:
    return entry.name


def _is_language(entry: Traversable) -> bool:
    return entry.is_dir() and any(each.name.endswith(".toml") for each in entry.iterdir())


def _phrases(language: str, texts: Mapping[str, _Text]) -> Phrases:
    return Phrases(
        language,
        {key: text.words for key, text in texts.items()},
        {key: text.slots for key, text in texts.items()},
    )


def _read(folder: Traversable, problems: list[Problem]) -> dict[str, _Text]:
    texts: dict[str, _Text] = {}
    for file in sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=_name):
        path = f"{folder.name}/{file.name}"
        try:
            data = tomllib.loads(file.read_bytes().decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(Problem(f"is not TOML: {error}", path, "mend the line named"))
            continue
        for key, value in _flat(file.name.removesuffix(".toml"), data):
            text = _text(path, key, value, problems)
            if text is not None:
                texts[key] = text
    return texts


def _flat(prefix: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield every text below `value` with its key."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(f"{prefix}.{name}", inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _flat(f"{prefix}.{number}", inner)
    else:
        yield prefix, value


def _text(path: str, key: str, value: object, problems: list[Problem]) -> _Text | None:
    where = f"{path}, {key}"
    if not isinstance(value, str):
        problems.append(Problem("is no text", where, "write it between quotation marks"))
        return None
    if not value.strip():
        problems.append(Problem("is empty", where, "write the text, or remove the key from every language"))
        return None
    try:
        slots = _slots(value)
    except ValueError as error:
        problems.append(Problem(str(error), where, "write a slot as {name} and a brace as {{ or }}"))
        return None
    return _Text(value, slots, path)


def _slots(words: str) -> frozenset[str]:
    """Return the slots of a text. Raise `ValueError` if one is no plain name."""
    names = set()
    for _, name, form, conversion in string.Formatter().parse(words):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            message = f"has a slot that is no plain name: {{{name}}}"
            raise ValueError(message)
        names.add(name)
    return frozenset(names)


def _compare(found: Mapping[str, Mapping[str, _Text]], problems: list[Problem]) -> None:
    """Report every key that a language lacks, and slots that differ between languages."""
    known: dict[str, tuple[str, _Text]] = {}
    for language, texts in found.items():
        for key, text in texts.items():
            known.setdefault(key, (language, text))
    for key, (first, text) in known.items():
        for language, texts in found.items():
            own = texts.get(key)
            if own is None:
                path = text.path.replace(f"{first}/", f"{language}/", 1)
                problems.append(Problem("is missing", f"{path}, {key}", f"translate it from {text.path}"))
            elif own.slots != text.slots:
                what = f"has the slots {_listed(own.slots)}, but {first} has {_listed(text.slots)}"
                problems.append(Problem(what, f"{own.path}, {key}", "use the same slots in every language"))


def _listed(slots: frozenset[str]) -> str:
    return ", ".join(f"{{{slot}}}" for slot in sorted(slots)) or "none"
