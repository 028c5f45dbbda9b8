"""Acknowledging everybody before anybody is answered."""

import asyncio

from bot.adapters.discord import crowd
from bot.adapters.discord.crowd import CROWD, Crowd


async def test_nobody_waits_for_a_few(monkeypatch):
    """As many as that are no crowd."""
    monkeypatch.setattr(crowd, "LONGEST_WAIT_S", 3600)
    few = Crowd()
    inside = [few.arriving() for _ in range(CROWD)]
    for one in inside:
        one.__enter__()

    await few.let_through()


async def test_answers_wait_until_the_crowd_is_gone(monkeypatch):
    """And go on at once then."""
    monkeypatch.setattr(crowd, "LONGEST_WAIT_S", 3600)
    many = Crowd()
    inside = [many.arriving() for _ in range(CROWD + 1)]
    for one in inside:
        one.__enter__()
    waiting = asyncio.create_task(many.let_through())
    await asyncio.sleep(0)
    assert not waiting.done()

    inside[0].__exit__(None, None, None)

    await waiting


async def test_nobody_waits_for_ever(monkeypatch):
    """However many go on to come."""
    monkeypatch.setattr(crowd, "LONGEST_WAIT_S", 0.001)
    many = Crowd()
    for one in [many.arriving() for _ in range(CROWD + 1)]:
        one.__enter__()

    await many.let_through()
