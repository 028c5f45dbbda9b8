"""The sound policy files side by side, as the checks between files see them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from policies.load import Contents
from policies.place import Steps, describe
from policies.problems import Problem
from policies.schema import Aftercare, ContactFile, Platform, Rule, Sign, SourceFile
from policies.vocabulary import DIRECT

OWN_AREAS = (DIRECT, "common", "law", "fraud")
"""Areas of rules beside those of the platforms."""


@dataclass(frozen=True)
class Book:
    """What the files hold, by file name. Ids of files with mistakes count as known, so that one mistake stays one."""

    contents: Contents
    rules: Mapping[str, Rule]
    sources: Mapping[str, SourceFile]
    platforms: Mapping[str, Platform]
    signs: Mapping[str, Sign]
    aftercare: Mapping[str, Aftercare]
    contacts: Mapping[str, ContactFile]
    by_id: Mapping[str, Rule] = field(default_factory=dict)

    def problem(self, name: str, steps: Steps, wrong: str, remedy: str) -> Problem:
        """Return a problem at that place of the file."""
        files = self.contents.files
        return Problem(files.path(name), describe(files.text(name), steps), wrong, remedy)

    def stems(self, folder: str) -> frozenset[str]:
        """Return the ids that the file names of a folder stand for, whatever the files say."""
        return frozenset(PurePosixPath(name).stem for name in self.names(folder))

    def names(self, folder: str) -> list[str]:
        """Return all files of a folder, the broken ones too."""
        files = self.contents.files
        return sorted(name for name in (*files.data, *files.broken) if name.startswith(f"{folder}/"))

    def rule_ids(self) -> frozenset[str]:
        """Return the ids that the rules have, or should have by their paths."""
        paths = {id_of(name) for name in self.names("rules")}
        return frozenset(paths | {rule.id for rule in self.rules.values()})

    def areas(self) -> frozenset[str]:
        """Return the areas in which a rule may lie."""
        return self.stems("platforms") | frozenset(OWN_AREAS)

    def is_sound(self, folder: str) -> bool:
        """Tell whether every file of the folder could be read and fits its model."""
        return all(name in self.contents.models for name in self.names(folder))


Check = Callable[[Book], Iterator[Problem]]


def open_book(contents: Contents) -> Book:
    """Sort the sound files by what they are."""
    rules = contents.below("rules", Rule)
    return Book(
        contents,
        rules,
        contents.below("sources", SourceFile),
        contents.below("platforms", Platform),
        contents.below("signs", Sign),
        contents.below("aftercare/kinds", Aftercare),
        contents.below("aftercare/contacts", ContactFile),
        {rule.id: rule for rule in rules.values()},
    )


def id_of(name: str) -> str:
    """Return the id that a rule file has by its path: `rules/upwork/x.toml` is `upwork.x`."""
    return ".".join(PurePosixPath(name).with_suffix("").parts[1:])


def is_unconditional(rule: Rule) -> bool:
    """Tell whether the rule holds for its asks whatever else is known or said."""
    narrowed = (
        rule.when,
        rule.tools,
        rule.not_tools,
        rule.manner,
        rule.not_manner,
        rule.signs_any,
        rule.signs_all,
        rule.with_any,
        rule.with_all,
    )
    return not any(narrowed)
