"""The form for a house rule: one large field, with an example of how a rule is written."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import ui

from bot.adapters.discord.form import field_values
from bot.adapters.discord.limits import INPUT_DESCRIPTION, INPUT_LABEL, MODAL_TEXT, MODAL_TITLE, cut
from bot.adapters.discord.wording import Speech

FORM_ID = "f1;rule"
TEXT = "text"

EXAMPLE = """\
id = "community.no_video_before_contract"
title = { ja = "契約前のビデオ通話", en = "Video calls before a contract" }
asks = ["meeting"]
verdict = "decline"

[when]
stage = ["before_contract"]

[reason]
ja = "契約の前は、ビデオ通話に応じないことにしています。"
en = "Before a contract our members join no video calls."

[[example]]
name = "an interview by video"
ask = "meeting"
facts = { platform = "direct", stage = "before_contract" }
applies = true
verdict = "decline"

[[example]]
name = "boundary: once the contract has started"
ask = "meeting"
facts = { platform = "direct", stage = "contracted" }
applies = false
"""
"""Stands in the form; a test checks that it is a rule."""


def rule_form(speech: Speech) -> ui.Modal:
    """Return the form, with the example filled in."""
    modal = ui.Modal(title=cut(speech.text("setup.rules.form"), MODAL_TITLE), custom_id=FORM_ID, timeout=None)
    text: ui.TextInput[Any] = ui.TextInput(
        custom_id=TEXT, style=discord.TextStyle.long, default=EXAMPLE, required=True, max_length=MODAL_TEXT
    )
    modal.add_item(
        ui.Label(
            text=cut(speech.text("setup.rules.label"), INPUT_LABEL),
            description=cut(speech.text("setup.rules.description"), INPUT_DESCRIPTION),
            component=text,
        )
    )
    return modal


def rule_in(data: Mapping[str, Any]) -> str | None:
    """Return the text of a rule form that was sent, or None if it is another form."""
    if data.get("custom_id") != FORM_ID:
        return None
    return field_values(data).get(TEXT, "")
