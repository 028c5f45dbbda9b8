"""Cards for one message of every verdict, in both languages, as a person sees them."""

from dataclasses import replace
from functools import partial

from bot.adapters.line.messages import CardContext, render
from bot.adapters.line.wording import Wording
from bot.bootstrap import load_core, load_line_texts
from bot.core.advise import advise
from bot.core.focus import on_letter, on_reasons
from policies.vocabulary import Verdict
from tests.pictures.examples import DAY, EXAMPLES
from tests.pictures.paint import page

ON_PHONE = CardContext(step=1)
WIDTH = 750
"""Of a picture: a phone on a light and one on a dark background."""


def pages():
    """Yield the name and the HTML of every picture. An example whose verdict is another one by now is an error."""
    core = load_core()
    wording = Wording(core.phrasebook, load_line_texts(), core.rulebook)
    for language, examples in EXAMPLES.items():
        for verdict, (text, facts) in examples.items():
            reply = advise(text, core=core, on=DAY, facts=facts, language=language)
            assert verdict is reply.verdict, f"{text}: {reply.verdict}, not {verdict}"
            yield f"{language}-{verdict}", page(text, render(reply, wording, ON_PHONE))
        said = partial(_said, wording, language)
        text, _ = examples[Verdict.APPROVAL_FIRST]
        reply = advise(text, core=core, on=DAY, language=language)
        yield f"{language}-why", page(said("why"), render(on_reasons(reply), wording, ON_PHONE))
        yield f"{language}-letter", page(said("softer"), render(on_letter(reply), wording, ON_PHONE))
        shared = advise(text, core=core, on=DAY, language=language, facts={"already_shared": "yes"})
        group = replace(ON_PHONE, is_group=True)
        yield f"{language}-shared-in-a-group", page(said("already_shared"), render(shared, wording, group))


def _said(wording, language, key):
    """What the chat shows after a tap."""
    return wording.in_language(language).text(f"card.quick.{key}")
