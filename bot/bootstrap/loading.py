"""What comes from files that ship with the program: rules, words and texts. Mistakes in them are told all at once."""

from pathlib import Path

from bot.core.advise import Core
from bot.core.words import Words
from bot.errors import Problem, SettingsError
from bot.ready_texts import ready_texts
from bot.ready_words import ready_words
from bot.texts import phrasebook
from bot.texts.phrasebook import Phrasebook, PhraseError
from policies.lexicon import Lexicon
from policies.load import POLICIES_PATH, PolicyError, load_all
from policies.patterns import PatternError
from policies.rulebook import Rulebook

TEXTS_PATH = Path(phrasebook.__file__).parent
TERMINAL_TEXTS_PATH = TEXTS_PATH.parent / "adapters" / "terminal" / "texts"
DISCORD_TEXTS_PATH = TEXTS_PATH.parent / "adapters" / "discord" / "texts"
LINE_TEXTS_PATH = TEXTS_PATH.parent / "adapters" / "line" / "texts"


def load_core(*, sparing: bool = False) -> Core:
    """Load the rules, the words and the texts. Raise `SettingsError` with everything that is wrong with them.

    `sparing`: for the few texts of one person. It is ready sooner and takes a third of the memory, but each text takes
    some hundredths of a second, and mistakes in the words show only when the first one is read.
    """
    rulebook, lexicon = load_policies()

    def words_for(text: str | None) -> Words:
        try:
            return ready_words(lexicon, rulebook.version, text)
        except PatternError as error:
            problem = Problem(str(error), "policies", "see kotowari policy check")
            raise SettingsError(problem) from error

    return Core(words_for if sparing else words_for(None), rulebook, load_texts())


def load_policies() -> tuple[Rulebook, Lexicon]:
    """Load the rules and the words as their files give them."""
    try:
        return load_all(POLICIES_PATH)
    except PolicyError as error:
        raise SettingsError(*map(_problem, error.problems)) from error


def load_texts() -> Phrasebook:
    """Load the texts for people."""
    return _texts(TEXTS_PATH, "texts")


def load_terminal_texts() -> Phrasebook:
    """Load the texts that only the terminal has."""
    return _texts(TERMINAL_TEXTS_PATH, "terminal")


def load_line_texts() -> Phrasebook:
    """Load the texts that only LINE has."""
    return _texts(LINE_TEXTS_PATH, "line")


def load_discord_texts() -> Phrasebook:
    """Load the texts that only Discord has."""
    return _texts(DISCORD_TEXTS_PATH, "discord")


def _texts(root: Path, name: str) -> Phrasebook:
    try:
        return ready_texts(root, name)
    except PhraseError as error:
        raise SettingsError(*error.problems) from error


def _problem(found: object) -> Problem:
    """Return a mistake in a policy file as a problem with the set-up."""
    place = getattr(found, "place", "")
    path = getattr(found, "path", "policies")
    where = f"{path}, {place}" if place else path
    return Problem(getattr(found, "wrong", str(found)), where, getattr(found, "remedy", "see kotowari policy check"))
