"""Our question in words, with its choices, for those who answer by typing."""

from bot.adapters.line.clean import one_line
from bot.adapters.line.wording import Speech
from bot.core.reply import Question

MAX_LISTED = 12
"""Choices that a question lists; the rest can be written."""
HOLD = "\u00a0"
"""A space at which no line ends, so that a number stays with its choice."""
MAX_LINES = 6
"""More choices than these stand beside each other."""


def listed_choices(question: Question) -> list[str]:
    """Return the choices with their numbers, in lines; "I don't know", which is the last, has the number 0."""
    named = [f"{number}{HOLD}{one_line(choice.label)}" for number, choice in enumerate(question.choices[:-1], start=1)]
    listed = [*named[:MAX_LISTED], f"0{HOLD}{one_line(question.choices[-1].label)}"]
    return listed if len(listed) <= MAX_LINES else ["　".join(listed)]


def hint(question: Question, speech: Speech) -> str:
    """Return how the question can be answered."""
    return speech.text("card.other_platform" if len(question.choices) - 1 > MAX_LISTED else "card.choose")


def asked(question: Question, speech: Speech) -> str:
    """Return the question with its choices as one text."""
    return "\n".join((question.text, "", *listed_choices(question), "", hint(question, speech)))
