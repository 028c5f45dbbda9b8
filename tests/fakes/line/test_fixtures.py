"""The fixtures fail a test for what the bot did, and say where they could check less."""

import pytest

CONFTEST = "from tests.fakes.line.fixtures import loopback_line, loopback_line_in_thread"

TEST = """
import aiohttp


async def push(line, body):
    headers = {"authorization": f"Bearer {line.access_token}"}
    async with aiohttp.ClientSession(trust_env=False) as session:
        async with session.post(f"{line.url}/v2/bot/message/push", json=body, headers=headers) as told:
            return told.status


async def test_sound(line):
    assert 200 == await push(line, {"to": line.user().id, "messages": [{"type": "text", "text": "x"}]})


async def test_broken(line):
    assert 400 == await push(line, {"to": line.user().id, "messages": [{"type": "text", "text": ""}]})


def test_in_thread(line_in_thread):
    line_in_thread.run(lambda line: push(line, {"to": "nobody", "messages": [{"type": "text", "text": "x"}]}))
"""


@pytest.fixture
def run(tmp_path):
    """Runs the tests above in a process of their own: its words."""
    import subprocess
    import sys
    from pathlib import Path

    root = Path(__file__).parents[3]
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_it.py").write_text(TEST)

    def words(*options):
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-c",
            root / "pyproject.toml",
            "--rootdir",
            root,
            "-p",
            "no:cacheprovider",
        ]
        done = subprocess.run([*command, *options, tmp_path], cwd=root, capture_output=True, text=True, check=False)
        return done.stdout

    return words


def test_violations_end_in_errors(run):
    """The broken ones pass what they assert, and fail all the same."""
    told = run()

    assert "3 passed, 2 errors" in told
    assert "LINE would refuse" in told
    assert "messages[0].text" in told
    assert "Failed to send messages" in told
