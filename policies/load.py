"""Read the policy files into a `Rulebook`, or report every mistake in them at once.

`load` is what the program needs. `validate` goes file by file and keeps what is sound, so that `policies.check` can
look for further mistakes between the files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from policies import cache
from policies.files import PolicyFiles, read
from policies.lexicon import AskFile, FactFile, IntentFile, Lexicon, SpeechFile, ToolFile
from policies.problems import PolicyError, Problem
from policies.rulebook import Rulebook
from policies.schema import Aftercare, ContactFile, Platform, Rule, Sign, SourceFile

__all__ = [
    "POLICIES_PATH",
    "RULES",
    "WORDS",
    "Contents",
    "PolicyError",
    "Problem",
    "lexicon",
    "load",
    "load_all",
    "read_files",
    "rulebook",
    "validate",
]

POLICIES_PATH = Path(__file__).parent

Sections = Mapping[str, type[BaseModel]]
"""Which model the files of a folder have."""

RULES: Sections = {
    "rules": Rule,
    "sources": SourceFile,
    "platforms": Platform,
    "signs": Sign,
    "aftercare/kinds": Aftercare,
    "aftercare/contacts": ContactFile,
}
"""The folders that a `Rulebook` is made of."""

WORDS: Sections = {
    "asks": AskFile,
    "tools": ToolFile,
    "speech": SpeechFile,
    "facts": FactFile,
    "intents": IntentFile,
    "signs": Sign,
    "platforms": Platform,
}
"""The folders that a `Lexicon` is made of."""

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Contents:
    """The sound files of some folders, and the problems of the others."""

    files: PolicyFiles
    models: Mapping[str, BaseModel] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def below(self, folder: str, model: type[M]) -> dict[str, M]:
        """Return the sound files of a folder by their path from the root."""
        return {
            name: made
            for name, made in self.models.items()
            if name.startswith(f"{folder}/") and isinstance(made, model)
        }


def load(root: Path = POLICIES_PATH) -> Rulebook:
    """Read all files below `root`. Raise `PolicyError` with all problems if any file is wrong."""
    return rulebook(validate(read_files(root), RULES))


def load_all(root: Path = POLICIES_PATH) -> tuple[Rulebook, Lexicon]:
    """Read the rules and the words. Raise `PolicyError` with all problems if any file is wrong."""
    contents = validate(read_files(root), {**RULES, **WORDS})
    return rulebook(contents), lexicon(contents)


def read_files(root: Path = POLICIES_PATH) -> PolicyFiles:
    """Read the files below `root`, those that ship with Kotowari faster from the second time on."""
    return read(root, cache.user_path(root) if root == POLICIES_PATH else None)


def validate(files: PolicyFiles, sections: Sections) -> Contents:
    """Hold the files of those folders against their models."""
    models: dict[str, BaseModel] = {}
    problems = [problem for name, problem in files.broken.items() if _folder(name, sections)]
    for folder, model in sections.items():
        for name, data in files.below(folder).items():
            try:
                models[name] = model.model_validate(data)
            except ValidationError as error:
                problems += _explain(files, name, model, error)
    return Contents(files, models, tuple(sorted(problems, key=lambda problem: problem.path)))


def rulebook(contents: Contents) -> Rulebook:
    """Put the rules and all that belongs to them together. Raise `PolicyError` if any file has a problem."""
    if contents.problems:
        raise PolicyError(contents.problems)
    sources = (source for file in contents.below("sources", SourceFile).values() for source in file.source)
    contacts = (
        contact for file in contents.below("aftercare/contacts", ContactFile).values() for contact in file.contact
    )
    return Rulebook(
        version=contents.files.version,
        rules=tuple(contents.below("rules", Rule).values()),
        platforms={platform.id: platform for platform in contents.below("platforms", Platform).values()},
        sources={source.id: source for source in sources},
        signs={sign.id: sign for sign in contents.below("signs", Sign).values()},
        aftercare={care.kind: care for care in contents.below("aftercare/kinds", Aftercare).values()},
        contacts={contact.id: contact for contact in contacts},
    )


def lexicon(contents: Contents) -> Lexicon:
    """Put all words by which messages are read together. Raise `PolicyError` if any file has a problem."""
    if contents.problems:
        raise PolicyError(contents.problems)
    return Lexicon(
        asks={file.kind: file for file in contents.below("asks", AskFile).values()},
        tools={file.id: file for file in contents.below("tools", ToolFile).values()},
        speech={file.language: file for file in contents.below("speech", SpeechFile).values()},
        facts={file.fact: file for file in contents.below("facts", FactFile).values()},
        intents={file.language: file for file in contents.below("intents", IntentFile).values()},
        signs={sign.id: sign for sign in contents.below("signs", Sign).values()},
        platforms={platform.id: platform for platform in contents.below("platforms", Platform).values()},
    )


def _folder(name: str, sections: Sections) -> str | None:
    """Return the folder among `sections` in which the file lies."""
    return next((folder for folder in sections if name.startswith(f"{folder}/")), None)


def _explain(files: PolicyFiles, name: str, model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    from policies import explain  # here, because a sound start never needs it

    yield from explain.not_valid(files.path(name), files.text(name), model, error.errors(include_url=False))
