"""Answer the practice messages with `kotowari ask --jsonl` and score the answers: `python -m tests.accuracy [--list N]`."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
DAY = "2026-11-24"
"""The day on which the messages are answered, so that the score does not depend on the clock."""


def main(options):
    """Print the score of each language. Options go to `score.py`."""
    for cases in sorted(HERE.glob("practice-*.jsonl")):
        print(f"--- {cases.stem}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            answers = Path(folder) / "answers.jsonl"
            answers.write_text(_answer(cases), encoding="utf-8")
            subprocess.run([sys.executable, HERE / "score.py", cases, answers, *options], check=True)


def _answer(cases):
    lines = [_question(json.loads(line)) for line in cases.read_text(encoding="utf-8").splitlines() if line.strip()]
    command = [sys.executable, "-m", "bot", "ask", "--jsonl"]
    done = subprocess.run(
        command, input="\n".join(lines), stdout=subprocess.PIPE, encoding="utf-8", check=True, cwd=HERE.parents[1]
    )
    return done.stdout


def _question(case):
    """Return the line for one case, without its labels."""
    question = {key: case[key] for key in ("id", "text", "facts", "speaker") if key in case}
    return json.dumps({**question, "on": DAY}, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1:])
