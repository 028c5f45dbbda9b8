"""How far English grammar is followed."""

from bot.core.segment import Sentence

CLAUSE = 80
"""How far a clause is searched for its end, in letters."""
GRIP = 40
"""How far before a thing, in letters, the act may stand that takes hold of it."""
BEFORE = 12
"""How near, in letters, a negation stands to what it denies."""
VIEW = 160
"""How far before a word, in letters, its sentence is looked at for who does what."""


def view(place: int, sentence: Sentence) -> int:
    """Return from where the sentence is looked at for what is said of a word at the place."""
    return max(sentence.start, place - VIEW)
