"""Every file lies where its id says, and no id is given twice."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from pydantic import BaseModel

from policies.checks.book import OWN_AREAS, Book, id_of
from policies.load import RULES, WORDS
from policies.problems import Problem, nearest, suggest
from policies.schema import Contact, Source

_STEM_KEYS = {
    "platforms": "id",
    "signs": "id",
    "aftercare/kinds": "kind",
    "asks": "kind",
    "tools": "id",
    "speech": "language",
    "facts": "fact",
    "intents": "language",
}
"""The key that equals the name of the file, in each folder where there is one."""

_OTHER_FILES = (".py", ".pyc", ".md", ".typed")


def files_lie_in_known_folders(book: Book) -> Iterator[Problem]:
    """Complain of files that nothing reads."""
    files = book.contents.files
    folders = sorted({*RULES, *WORDS})
    for path in sorted(files.root.rglob("*")):
        name = path.relative_to(files.root).as_posix()
        if not path.is_file() or path.suffix in _OTHER_FILES or path.name.startswith("."):
            continue
        known = any(name.startswith(f"{folder}/") for folder in folders)
        if path.suffix != ".toml" and known:
            yield Problem(files.path(name), "", "the file is not read", "rename it to end in .toml, or remove it")
        elif path.suffix == ".toml" and not known:
            parent = PurePosixPath(name).parent.as_posix()
            yield Problem(files.path(name), "", "the file lies in no known folder", suggest(parent, folders, "in"))


def rules_equal_their_paths(book: Book) -> Iterator[Problem]:
    """Complain of rules whose id is not their path, and of areas that nobody knows."""
    for name in book.names("rules"):
        parts = PurePosixPath(name).parts
        if len(parts) != 3:
            yield Problem(
                book.contents.files.path(name),
                "",
                "a rule lies in rules/<area>/",
                f"move it to rules/<area>/{parts[-1]}",
            )
        elif parts[1] not in book.areas():
            wrong = f"“{parts[1]}” is neither a platform nor one of {', '.join(OWN_AREAS)}"
            near = nearest(parts[1], book.areas())
            remedy = f"did you mean “{near}”?" if near else f"move it, or write platforms/{parts[1]}.toml"
            yield Problem(book.contents.files.path(name), "", wrong, remedy)
    for name, rule in book.rules.items():
        if rule.id != id_of(name):
            wrong = f"the id “{rule.id}” does not equal the path"
            yield book.problem(name, ("id",), wrong, f'write id = "{id_of(name)}", or move the file')


def other_files_equal_their_names(book: Book) -> Iterator[Problem]:
    """Complain of platforms, signs, asks and the like whose id is not the name of the file."""
    for folder, key in _STEM_KEYS.items():
        for name in book.names(folder):
            model = book.contents.models.get(name)
            stem = PurePosixPath(name).stem
            if isinstance(model, BaseModel) and str(getattr(model, key)) != stem:
                wrong = f"{key} “{getattr(model, key)}” does not equal the name of the file"
                yield book.problem(name, (key,), wrong, f'write {key} = "{stem}", or rename the file')


def sources_begin_with_their_file(book: Book) -> Iterator[Problem]:
    """Complain of sources whose id does not start with the name of the file."""
    for name, file in book.sources.items():
        area = PurePosixPath(name).stem
        for index, source in enumerate(file.source):
            if source.id.partition(".")[0] != area:
                wrong = f"the id “{source.id}” does not start with the name of the file"
                remedy = f'write id = "{area}.{source.id.partition(".")[2]}", or move the source to its file'
                yield book.problem(name, ("source", index, "id"), wrong, remedy)


def ids_are_unique(book: Book) -> Iterator[Problem]:
    """Complain of sources, contacts and rules that share an id, and of names that two platforms share."""
    yield from _repeated(book, "source", {name: file.source for name, file in book.sources.items()})
    yield from _repeated(book, "contact", {name: file.contact for name, file in book.contacts.items()})
    seen: dict[str, str] = {}
    for name, rule in book.rules.items():
        first = seen.setdefault(rule.id, name)
        if first != name:
            yield book.problem(name, ("id",), f"the id “{rule.id}” is also that of {first}", "give one another id")
    yield from _shared_names(book)


def _listed(entries: Mapping[str, Sequence[Source | Contact]]) -> Iterator[tuple[str, int, str]]:
    for name, listed in entries.items():
        for index, entry in enumerate(listed):
            yield name, index, entry.id


def _repeated(book: Book, table: str, entries: Mapping[str, Sequence[Source | Contact]]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, index, entry_id in _listed(entries):
        if entry_id in seen:
            wrong = f"the id “{entry_id}” stands already in {seen[entry_id]}"
            yield book.problem(name, (table, index, "id"), wrong, "keep one of the two, or give one another id")
        seen.setdefault(entry_id, name)


def _shared_names(book: Book) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, platform in book.platforms.items():
        for language, names in (("ja", platform.ja), ("en", platform.en)):
            for index, spelling in enumerate(names.certain):
                first = seen.setdefault(unicodedata.normalize("NFKC", spelling).lower(), name)
                if first != name:
                    wrong = f"“{spelling}” is also a name in {first}"
                    remedy = "remove it from one: a certain name belongs to one platform"
                    yield book.problem(name, (language, "certain", index), wrong, remedy)


CHECKS = (
    files_lie_in_known_folders,
    rules_equal_their_paths,
    other_files_equal_their_names,
    sources_begin_with_their_file,
    ids_are_unique,
)
