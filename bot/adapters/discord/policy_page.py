"""`/policy`: what is known of a platform, with sources."""

from collections.abc import Iterator, Sequence

from discord import ui

from bot.adapters.discord.clean import link, one_line
from bot.adapters.discord.layout import Group, lay_out
from bot.adapters.discord.wording import Speech, Wording
from policies.schema import Both, Citation, Platform
from policies.vocabulary import Language


class PolicyPage:
    """Shows platforms."""

    def __init__(self, wording: Wording) -> None:
        """Take the words, and the rules, which know platforms and sources."""
        self._wording = wording

    def show(self, platform_id: str, language: Language) -> list[ui.LayoutView]:
        """Return everything that is known of a platform."""
        platform = self._wording.rulebook.platforms[platform_id]
        speech = self._wording.in_language(language)
        return lay_out([Group(texts) for texts in self._groups(platform, speech) if texts])

    def _groups(self, platform: Platform, speech: Speech) -> Iterator[list[str]]:
        title = _said(platform.title, speech)
        yield [
            f"## {link(title, platform.home) if platform.home else one_line(title)}",
            *self._opening(platform, speech),
        ]
        by_topic: dict[str, list[str]] = {}
        for each in platform.topic:
            by_topic.setdefault(each.topic, []).append(self._told(each.text, each.source, speech))
        yield [
            "\n".join((f"**{speech.text(f'pages.policy.topic.{topic}')}**", *told)) for topic, told in by_topic.items()
        ]
        if platform.approval is not None:
            approval = platform.approval
            parts = [approval.who, approval.where, approval.how_long, approval.how_often, approval.what_to_write]
            lines = [f"- {one_line(_said(part, speech))}" for part in parts if part is not None]
            yield [
                "\n".join(
                    (f"**{one_line(_said(approval.name, speech))}**", *lines, *self._sources(approval.source, speech))
                )
            ]
        if platform.report is not None:
            where = self._told(platform.report.where, platform.report.source, speech)
            yield [f"**{speech.text('pages.policy.report')}**\n{where}"]

    def _opening(self, platform: Platform, speech: Speech) -> Iterator[str]:
        if not platform.rules_known:
            yield speech.text("ui.note.no_rules", platform=one_line(_said(platform.title, speech)))
        if platform.note is not None:
            yield one_line(_said(platform.note, speech))

    def _told(self, text: Both, citations: Sequence[Citation], speech: Speech) -> str:
        return "\n".join((f"- {one_line(_said(text, speech))}", *self._sources(citations, speech)))

    def _sources(self, citations: Sequence[Citation], speech: Speech) -> Iterator[str]:
        for page in dict.fromkeys(citation.page for citation in citations):
            source = self._wording.rulebook.sources.get(page)
            if source is not None:
                kind = speech.text(f"ui.source_kind.{source.kind}")
                read_on = f"{speech.label('read_on')} {source.read_on}"
                told = link(_said(source.title, speech), source.url)
                words = speech.bracketed(told, kind if speech.is_ja else kind.lower(), read_on)
                yield f"-# {speech.labelled(speech.text('answer.source'), words)}"


def _said(text: Both, speech: Speech) -> str:
    return text.ja if speech.is_ja else text.en
