"""A store in memory and a clock that stands still, for tests of the assistant."""

import datetime as dt
from dataclasses import replace

from bot.core.conversation import Preferences

NOW = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)


class Clock:
    """A clock that is moved by hand."""

    def __init__(self, moment=NOW):
        self.moment = moment

    def now(self):
        return self.moment

    def pass_by(self, **span):
        self.moment += dt.timedelta(**span)


class MemoryStore:
    """What is kept, in dictionaries."""

    def __init__(self):
        self.cases = {}
        self.set = {}
        self.saves = 0

    async def load(self, key, now):
        case = self.cases.get(key)
        return case if case is not None and case.expires_at > now else None

    async def save(self, conversation):
        self.saves += 1
        self.cases[conversation.key] = replace(conversation)

    async def end(self, key):
        self.cases.pop(key, None)

    async def preferences(self, person):
        return self.set.get(person, Preferences(person))

    async def set_preferences(self, preferences):
        self.set[preferences.person] = preferences

    async def forget(self, person):
        keys = [key for key, case in self.cases.items() if case.person == person]
        for key in keys:
            del self.cases[key]
        return len(keys) + (self.set.pop(person, None) is not None)

    async def export(self, person):
        cases = [{"key": key} for key, case in self.cases.items() if case.person == person]
        return {"person": person, "preferences": None, "conversations": cases}

    async def purge(self, now):
        over = [key for key, case in self.cases.items() if case.expires_at <= now]
        for key in over:
            del self.cases[key]
        return len(over)
