"""The program as a process, with a data folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass
class Program:
    """Runs `kotowari` for one person."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments, given=b"", **options):
        """Run it once. `given` is its standard input, as text or bytes."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=given.encode() if isinstance(given, str) else given,
            capture_output=True,
            check=False,
            timeout=60,
            cwd=ROOT,
            env=self.environment,
            **options,
        )

    @property
    def environment(self):
        """The person's environment: no settings but their own."""
        others = {name: value for name, value in os.environ.items() if not name.startswith("KOTOWARI_")}
        return {**others, "KOTOWARI_DATA_DIR": str(self.folder), "COLUMNS": "80", **self.settings}

    def chat(self, *messages):
        """Talk, each message a paragraph, and return what was answered. It must end well and say nothing else."""
        done = self("chat", given="\n\n".join(messages))
        assert (0, "") == (done.returncode, done.stderr.decode())
        return done.stdout.decode()

    def ask(self, *arguments, **options):
        """Ask, and return the answer as it was printed."""
        done = self("ask", *arguments, **options)
        assert (0, "") == (done.returncode, done.stderr.decode())
        return done.stdout.decode()


@pytest.fixture
def kotowari(tmp_path):
    """The program, with an empty data folder."""
    return Program(tmp_path / "data")
