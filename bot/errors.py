"""One tree of exceptions, so that a caller catches exactly as much as it can handle.

    KotowariError            anything we raise on purpose
    ├─ SetupError            cannot start
    │  └─ SettingsError      a setting, a key file or a policy file cannot be used
    ├─ MisuseError           the person can put it right; `key` leads to a friendly text
    ├─ StoreError            cases and preferences cannot be read or kept
    │  ├─ StoreUnavailable   for the moment only: locked, closed, a disk that reports an error
    │  │  └─ StoreFull       no room left on the disk
    │  ├─ StoreUnopened      the file cannot be opened or made
    │  ├─ StoreReadOnly      the file or its folder cannot be written
    │  ├─ StoreForeign       the file belongs to another program
    │  ├─ StoreTooNew        a newer version has written the database
    │  ├─ StoreCorrupt       the file, or a record in it, is damaged
    │  └─ StoreKeyMissing    sealed under a key that the settings do not hold
    └─ DeliveryError         a reply did not reach its platform

Every message is fixed: what is wrong, where, and what to do. Words of a person, identifiers and keys never enter one.
Errors of drivers and SDKs are translated where they arise, with `raise … from`.
"""

# Names say what is the case; the suffix stays with the branches of the tree.
# ruff: noqa: N818

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right. `where` is a file, a variable or a table; none of the three holds anybody's words."""

    what: str
    where: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"


class KotowariError(Exception):
    """What a caller may catch. `str()` gives one line for each of the `problems`."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class SetupError(KotowariError):
    """The program cannot start as it is set up."""


class SettingsError(SetupError):
    """Settings or policy files cannot be used. All problems found are in it, not only the first."""


class MisuseError(KotowariError):
    """The person asked for something that cannot be done. `key` names the text that explains it kindly."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.args = (key,)
        self.key = key

    def __str__(self) -> str:
        return self.key


class StoreError(KotowariError):
    """The store could not do what it was asked. Do not rely on that request having been kept or erased."""


class StoreUnavailable(StoreError):
    """It may work a little later: the database is locked or closed, or the disk reports an error."""


class StoreFull(StoreUnavailable):
    """The disk has no room left. The store works again as soon as there is room, without a restart."""


class StoreUnopened(StoreError):
    """The database file cannot be opened or made."""


class StoreReadOnly(StoreError):
    """The database file, its folder or the disk can be read only."""


class StoreForeign(StoreError):
    """The file is a database of another program. It has not been touched."""


class StoreTooNew(StoreError):
    """A newer version of the program has written the database. It has not been touched."""


class StoreCorrupt(StoreError):
    """The database or a record in it is damaged."""


class StoreKeyMissing(StoreError):
    """Something is sealed under a key that the settings do not hold."""


class DeliveryError(KotowariError):
    """A reply did not reach its platform."""
