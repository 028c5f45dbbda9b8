"""Cut a reply down to what a follow-up asked for, so that nobody reads the whole advice twice."""

from dataclasses import replace

from bot.core.reply import Reply


def on_letter(reply: Reply) -> Reply:
    """Keep the verdict and the letters; where no letter must be sent, also what is said of that."""
    silent = not reply.drafts
    return replace(
        reply,
        asks=(),
        question=None,
        would_change=(),
        steps=(),
        aftercare=(),
        calls=reply.calls if silent else (),
        notes=reply.notes if silent else (),
    )


def on_reasons(reply: Reply) -> Reply:
    """Keep the verdict with everything that it rests on."""
    return replace(reply, question=None, would_change=(), steps=(), aftercare=(), calls=(), drafts=())


def on_question(reply: Reply) -> Reply:
    """Keep the question alone."""
    return Reply(reply.lang, reply.rules_version, question=reply.question)
