"""Hold the words by which messages are read against the sentences embedded in their files."""

from collections.abc import Iterable, Iterator

from policies.lexicon import AskExample, Lexicon
from policies.problems import Problem
from policies.proof import Heard, Reader
from policies.vocabulary import Kind

_Fault = tuple[int, str, str]
"""The number of the example, the sentence, and what is wrong."""


def prove_words(lexicon: Lexicon, reader: Reader) -> tuple[int, tuple[Problem, ...]]:
    """Run every example of asks, tools, signs, facts and intents. Return their number and what failed."""
    failures: list[Problem] = []
    for path, faults in _all(lexicon, reader):
        for number, sentence, wrong in faults:
            place = f"example {number} “{sentence}”"
            failures.append(Problem(path, place, wrong, "mend the words, or the example"))
    return _count(lexicon), tuple(failures)


def _all(lexicon: Lexicon, reader: Reader) -> Iterator[tuple[str, Iterable[_Fault]]]:
    for kind, asked in lexicon.asks.items():
        yield f"asks/{kind}.toml", _ask_faults(kind, asked.example, reader)
    for tool_id, tool in lexicon.tools.items():
        yield f"tools/{tool_id}.toml", _tool_faults(tool_id, tool.example, reader)
    for sign_id, sign in lexicon.signs.items():
        sentences = ((example.text, example.applies) for example in sign.example)
        yield f"signs/{sign_id}.toml", _sign_faults(sign_id, sentences, reader)
    for fact, stated in lexicon.facts.items():
        pairs = ((example.text, example.value) for example in stated.example)
        yield f"facts/{fact}.toml", _fact_faults(fact, pairs, reader)
    for language, said in lexicon.intents.items():
        meant = ((text, intent) for intent, texts in said.example.items() for text in texts)
        yield f"intents/{language}.toml", _intent_faults(meant, reader)


def _ask_faults(kind: Kind, examples: Iterable[AskExample], reader: Reader) -> Iterator[_Fault]:
    for number, example in enumerate(examples, start=1):
        heard = reader(example.text, example.speaker)
        if (kind in heard.asks) is not example.applies:
            yield number, example.text, _instead(kind, example.applies, heard)
        elif example.applies:
            tool, manner = heard.asks[kind]
            if example.tool and tool != example.tool:
                yield number, example.text, f"the tool read is “{tool}”, not “{example.tool}”"
            if not manner.issuperset(example.manner):
                missing = ", ".join(sorted(set(example.manner) - manner))
                yield number, example.text, f"this manner is not read: {missing}"


def _tool_faults(tool_id: str, examples: Iterable[AskExample], reader: Reader) -> Iterator[_Fault]:
    for number, example in enumerate(examples, start=1):
        heard = reader(example.text, example.speaker)
        read = any(tool == tool_id for tool, _ in heard.asks.values())
        if read is not example.applies:
            yield number, example.text, _instead(tool_id, example.applies, heard)


def _sign_faults(sign_id: str, sentences: Iterable[tuple[str, bool]], reader: Reader) -> Iterator[_Fault]:
    for number, (text, applies) in enumerate(sentences, start=1):
        if (sign_id in reader(text, None).signs) is not applies:
            yield number, text, f"the sign is {'not read' if applies else 'read'}"


def _fact_faults(fact: str, sentences: Iterable[tuple[str, str | None]], reader: Reader) -> Iterator[_Fault]:
    for number, (text, value) in enumerate(sentences, start=1):
        read = reader(text, None).facts.get(fact)
        if read != value:
            yield number, text, f"the value read is “{read or 'none'}”, not “{value or 'none'}”"


def _intent_faults(sentences: Iterable[tuple[str, str]], reader: Reader) -> Iterator[_Fault]:
    for number, (text, intent) in enumerate(sentences, start=1):
        read = reader(text, None).intent
        if read != intent:
            yield number, text, f"the intent read is “{read}”, not “{intent}”"


def _instead(what: str, applies: bool, heard: Heard) -> str:
    found = ", ".join(heard.asks) or "no ask"
    return f"“{what}” is not read, but {found}" if applies else f"“{what}” is read, though nobody asks for it"


def _count(lexicon: Lexicon) -> int:
    asks = sum(len(file.example) for file in lexicon.asks.values())
    tools = sum(len(tool.example) for tool in lexicon.tools.values())
    signs = sum(len(sign.example) for sign in lexicon.signs.values())
    facts = sum(len(file.example) for file in lexicon.facts.values())
    intents = sum(len(texts) for said in lexicon.intents.values() for texts in said.example.values())
    return asks + tools + signs + facts + intents
