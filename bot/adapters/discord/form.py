"""The form that opens for a command without a text: a large field, and what is known beside it.

What is filled in comes back by the ids of its fields, not by an object that waits for it, so that a form that was open
while the program was started anew can still be sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.adapters.discord.limits import (
    INPUT_DESCRIPTION,
    INPUT_LABEL,
    MODAL_TEXT,
    MODAL_TITLE,
    OPTION_LABEL,
    SELECT_OPTIONS,
    cut,
)
from bot.adapters.discord.wording import Speech
from policies.rulebook import Rulebook
from policies.vocabulary import FACT_VALUES, Fact, Language

FORM_ID = "f1;ask"
TEXT, PLATFORM, STAGE, LANGUAGE = "text", "platform", "stage", "language"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in."""

    text: str = ""
    platform: str | None = None
    stage: str | None = None
    language: Language | None = None

    @property
    def facts(self) -> dict[str, str]:
        """What is told beside the text."""
        told = {str(Fact.PLATFORM): self.platform, str(Fact.STAGE): self.stage}
        return {name: value for name, value in told.items() if value}


def form(speech: Speech, platforms: Sequence[tuple[str, str]], filled: Filled) -> ui.Modal:
    """Return the form, with what is known already filled in. `platforms`: label and id, those used most first."""
    modal = ui.Modal(title=cut(speech.text("doors.form.title"), MODAL_TITLE), custom_id=FORM_ID, timeout=None)
    text: ui.TextInput[Any] = ui.TextInput(
        custom_id=TEXT,
        style=discord.TextStyle.long,
        placeholder=cut(speech.text("doors.form.placeholder"), 100),
        default=filled.text or None,
        required=True,
        max_length=MODAL_TEXT,
    )
    modal.add_item(_labelled(speech, TEXT, text))
    modal.add_item(
        _labelled(speech, PLATFORM, _select(PLATFORM, _with_chosen(platforms, filled.platform), filled.platform))
    )
    stages = [(speech.text(f"ui.fact.stage.value.{value}"), value) for value in FACT_VALUES[Fact.STAGE]]
    modal.add_item(_labelled(speech, STAGE, _select(STAGE, stages, filled.stage)))
    languages = [(speech.text(f"doors.language.{language}"), str(language)) for language in Language]
    modal.add_item(_labelled(speech, LANGUAGE, _select(LANGUAGE, languages, filled.language)))
    return modal


def filled_in(data: Mapping[str, Any], rulebook: Rulebook) -> Filled | None:
    """Return what a form holds that was sent, or None if it is not ours."""
    if data.get("custom_id") != FORM_ID:
        return None
    values = field_values(data)
    platform, stage, language = (values.get(name) for name in (PLATFORM, STAGE, LANGUAGE))
    return Filled(
        values.get(TEXT) or "",
        platform if platform in rulebook.platforms else None,
        stage if stage in FACT_VALUES[Fact.STAGE] else None,
        Language(language) if language in frozenset(Language) else None,
    )


def field_values(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what stands in the fields of any form that was sent, by their ids."""
    return dict(_values(data.get("components") or ()))


def _values(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield the id and the value of every field, wherever in the form it stands."""
    for part in components:
        inner = part.get("component")
        yield from _values([inner] if inner else part.get("components") or ())
        name = part.get("custom_id")
        value = part.get("value") or next(iter(part.get("values") or ()), None)
        if isinstance(name, str) and isinstance(value, str):
            yield name, value


def _labelled(speech: Speech, name: str, field: ui.Item[Any]) -> ui.Label[Any]:
    return ui.Label(
        text=cut(speech.text(f"doors.form.{name}.label"), INPUT_LABEL),
        description=cut(speech.text(f"doors.form.{name}.description"), INPUT_DESCRIPTION),
        component=field,
    )


def _select(name: str, options: Sequence[tuple[str, str]], chosen: str | None) -> ui.Select[Any]:
    return ui.Select(
        custom_id=name,
        options=[
            discord.SelectOption(label=cut(label, OPTION_LABEL), value=value, default=value == chosen)
            for label, value in options[:SELECT_OPTIONS]
        ],
        min_values=0,
        max_values=1,
        required=False,
    )


def _with_chosen(platforms: Sequence[tuple[str, str]], chosen: str | None) -> Sequence[tuple[str, str]]:
    """Return as many platforms as a select holds, the chosen one among them."""
    shown = list(platforms[:SELECT_OPTIONS])
    if chosen and chosen not in {value for _, value in shown}:
        shown[-1:] = [each for each in platforms if each[1] == chosen]
    return shown
