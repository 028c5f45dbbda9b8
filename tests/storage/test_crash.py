"""The process dies without warning, again and again. What it had called kept must be there.

`kill -9` stands in for a power cut: it shows that commits are whole and in order, not that the disk obeys.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage.sqlite import SqliteStore
from tests.storage.samples import ANN, NOW, a_case, digest

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("KOTOWARI_TEST_KILLS", "8"))

SAVE_UNTIL_KILLED = """
import asyncio, os, sys
from pathlib import Path
from storage.sealing import Keyring
from storage.sqlite import SqliteStore
from tests.storage.samples import ANN, OLD_KEY, a_case, digest

async def save(store, round, worker):
    for number in range(1_000_000):
        name = f"{round} {worker} {number}"
        await store.save(a_case(name))
        await store.save(a_case(f"turns {worker}", digest("turns"), step=number))
        os.write(1, f"+{name}\\n".encode())
        if number % 7 == 6:
            os.write(1, f"?{name}\\n".encode())
            await store.end(digest(name))
            os.write(1, f"-{name}\\n".encode())

async def main():
    async with SqliteStore(Path(sys.argv[1]), Keyring([OLD_KEY])) as store:
        await asyncio.gather(*(save(store, sys.argv[2], worker) for worker in range(16)))

asyncio.run(main())
"""


def killed_while_saving(path: Path, number: int, seconds: float) -> tuple[set[str], set[str]]:
    """Return what a process had called saved and did not begin to erase, and what it had called erased."""
    command = [sys.executable, "-c", SAVE_UNTIL_KILLED, str(path), str(number)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        first = process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        lines = (first + process.stdout.read()).decode().split("\n")[:-1]
    named = {sign: {line[1:] for line in lines if line.startswith(sign)} for sign in "+?-"}
    return named["+"] - named["?"], named["-"]


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
async def test_nothing_kept_is_lost_when_the_process_is_killed(sqlite_store, db_path):
    """Each round adds to the same file; after each the file is sound, saved cases are there, erased ones are not."""
    moments = random.Random(20261124)
    saved: set[str] = set()
    for number in range(ROUNDS):
        kept, erased = killed_while_saving(db_path, number, moments.uniform(0, 0.25))
        saved |= kept
        async with sqlite_store() as store:
            await store.check()
            found = {case["key"] for case in (await store.export(ANN))["conversations"]}
            await _whole(store)

        assert {digest(name) for name in saved} <= found
        assert not {digest(name) for name in erased} & found

    assert len(saved) > ROUNDS


async def _whole(store: SqliteStore) -> None:
    """Check that cases saved over and over are each in one of their states, not between two."""
    for worker in range(16):
        case = await store.load(digest(f"turns {worker}"), NOW)
        if case is not None:
            assert case == a_case(f"turns {worker}", digest("turns"), step=case.step)
