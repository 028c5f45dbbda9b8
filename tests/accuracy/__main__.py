"""Answer the practice messages with `kotowari ask --jsonl` and score the answers: `python -m tests.accuracy [--list N]`."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.accuracy.answer import answers

HERE = Path(__file__).parent


def main(options):
    """Print the score of each language. Options go to `score.py`."""
    for path in sorted(HERE.glob("practice-*.jsonl")):
        print(f"--- {path.stem}", flush=True)
        cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        with tempfile.TemporaryDirectory() as folder:
            answered = Path(folder) / "answers.jsonl"
            answered.write_text(answers(cases), encoding="utf-8")
            subprocess.run([sys.executable, HERE / "score.py", path, answered, *options], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
