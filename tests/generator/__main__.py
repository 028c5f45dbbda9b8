"""Print labelled messages, one a line: `python -m tests.generator --language ja --number 20 --seed 1`."""

import argparse
import json

from policies.vocabulary import Language
from tests.generator.generate import some

parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
parser.add_argument("--language", choices=list(Language), default=Language.JA, type=Language)
parser.add_argument("--number", type=int, default=20)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--plain", action="store_true", help="texts and derivations to read, no JSON")
options = parser.parse_args()
for one in some(options.language, options.seed, options.number):
    if options.plain:
        kinds = ", ".join(ask["kind"] for ask in one["asks"] if not ask.get("optional"))
        print(f"=== {one['id']} {one['category']} [{kinds}] ok {'/'.join(one['verdict_ok'])} {one['text_facts']}")
        print(one["text"], *(f"    {step}" for step in one["derivation"]), sep="\n")
    else:
        print(json.dumps(one, ensure_ascii=False))
