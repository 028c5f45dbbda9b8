"""Learn the weights anew from the corpus and write them to `policies/weights`: `python -m tests.learning [ja en]`.

`-NAME` leaves the files out whose names hold NAME, to see how messages of others are read.
"""

import json
import sys
from pathlib import Path

import numpy as np

from bot.core.normalise import language_of, normalise
from bot.core.read import seen
from bot.core.reading import Speaker
from bot.core.words import prepare
from policies.load import load_all
from policies.vocabulary import Kind, Language
from policies.weights import FOLDER, grown
from tests.learning import corpus, plain
from tests.learning.digest import digest
from tests.learning.learn import PARTS, Sample, Space, cut, last_rows, learn_last, packed, part_of
from tests.learning.own import letters

PRACTICE = Path(__file__).parents[1] / "accuracy"
PRACTICE_WORTH = 3.0
EVERY_LETTER = 3
"""Of our own letters, which are much alike, one in so many is learned from."""
PLAIN = 8
"""Beside so many messages of the corpus stands one of the plainest requests or refusals."""
LEVELS = {"kept": 0.15, "asked": 0.35, "unsure": 0.15}


def labelled(message, words):
    """Make a message of the corpus a sample: a sentence has the labels of the lines that it overlaps."""
    text, spans = message.text()
    views, origins = seen(text, words, message.speaker)
    sure, either = [], []
    for start, end in origins:
        lines = [line for line in spans if line[0] < end and start < line[1]]
        here = frozenset().union(*(line[2] for line in lines))
        sure.append(here)
        either.append(frozenset().union(*(line[3] for line in lines)) - here)
    return Sample(message.name, message.speaker, views, sure, either)


def practised(case, words):
    """Make a practice message a sample if the first reader places all its asks; None if it does not."""
    wanted = [{ask["kind"], *ask.get("alt", [])} for ask in case["asks"]]
    required = [kinds for kinds, ask in zip(wanted, case["asks"], strict=True) if not ask.get("optional")]
    views, _ = seen(case["text"], words, Speaker(case["speaker"]))
    ruled = frozenset().union(*(view.ruled for view in views))
    if not (ruled <= set().union(*wanted) and all(kinds & ruled for kinds in required)):
        return None
    optional = frozenset(Kind(ask["kind"]) for ask in case["asks"] if ask.get("optional"))
    sure = [view.ruled for view in views]
    return Sample(case["id"], Speaker(case["speaker"]), views, sure, [optional] * len(views), PRACTICE_WORTH)


def examples(language, words):
    """Make samples of the examples in the word files: what the first reader finds in them is right, as their test proves."""
    lexicon = words.lexicon
    said = [
        (example.text, Speaker(example.speaker))
        for file in [*lexicon.asks.values(), *lexicon.tools.values()]
        for example in file.example
    ]
    said += [(text, Speaker.FREELANCER) for texts in lexicon.intents[language].example.values() for text in texts]
    for text, speaker in said:
        if language_of(normalise(text).folded) is language:
            views, _ = seen(text, words, speaker)
            yield Sample(
                text, speaker, views, [view.ruled for view in views], [frozenset()] * len(views), PRACTICE_WORTH
            )


def pasted(language, rulebook, words):
    """Make samples of some of our own letters, as somebody pastes them: they ask for nothing."""
    for text in letters(language, rulebook)[::EVERY_LETTER]:
        views, _ = seen(text, words, Speaker.CLIENT)
        nothing = [frozenset()] * len(views)
        yield Sample(text, Speaker.CLIENT, views, nothing, nothing)


def samples(language, words, rulebook):
    """Return all samples of a language: those of the corpus, and those of which it is known otherwise what they ask."""
    cases = [json.loads(line) for line in (PRACTICE / f"practice-{language}.jsonl").open(encoding="utf-8")]
    practice = [one for case in cases if (one := practised(case, words))]
    known = [*practice, *examples(language, words), *pasted(language, rulebook, words)]
    written = corpus.messages(language)
    taught = [*written, *plain.messages(language, written, len(written) // PLAIN)]
    return [labelled(message, words) for message in taught], known


def main(languages, without=()):
    """Learn, write and report."""
    rulebook, lexicon = load_all()
    words = prepare(lexicon)
    for language in map(Language, languages or list(Language)):
        messages, known = samples(language, words, rulebook)
        messages = [one for one in messages if not any(name in one.name for name in without)]
        space = Space([*messages, *known], language)
        everything = range(len(space.samples))
        for part in range(PARTS):
            held = [number for number in range(len(messages)) if part_of(messages[number]) == part]
            space.score(space.learn(set(everything) - set(held)), held)
        last = learn_last(messages)
        report(messages, last)
        learned, whole, step = cut(space, space.learn(everything))
        data = packed(space, learned, whole, step, last, LEVELS, digest(language))
        FOLDER.mkdir(exist_ok=True)
        path = FOLDER / f"{language}.json"
        path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        print(
            f"{path.name}: {sum(len(data[sort]) for sort in ('here', 'before', 'signs'))} features, {path.stat().st_size} bytes"
        )


def report(messages, last):
    """Print how the held-out messages were read, sentence by sentence."""
    rows, right, counts = last_rows(messages)
    chance = np.array([1 / (1 + np.exp(-(last[1] + grown(last[0], row)))) for row in rows])
    for level in (0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        found = (chance >= level) & counts
        good = (found & right).sum()
        print(
            f"  {level:.2f}: precision {good / found.sum():.3f}, recall {good / right.sum():.3f} of the labelled lines"
        )


if __name__ == "__main__":
    main(
        [one for one in sys.argv[1:] if not one.startswith("-")],
        [one[1:] for one in sys.argv[1:] if one.startswith("-")],
    )
