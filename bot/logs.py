"""Logs that cannot tell what anybody wrote.

An event has a fixed name and fields from `FIELDS`. What is not on that list, or does not look as the list says, is
dropped before a record exists; `dropped` counts it. Of an exception only its type and its places in the code are kept,
never its message or local values. Of other libraries' records only the logger, the level and the place are kept:
their messages may quote anything.

This rests on the standard library alone: a command that answers once must not pay for a logging framework.
"""

import json
import logging
import math
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Literal, TextIO

Format = Literal["json", "console"]

EVENT = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")
"""Names of two words or more, so that a person's word does not pass for one."""
WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,47}")
IDENTIFIER = re.compile(r"\d{5}|[0-9a-fA-F]{16}")
"""Looks like a platform's id, a phone number or a hash."""
DIGEST = re.compile(r"[0-9a-f]{4,16}")
REQUEST = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The name that a platform gives to one request of ours, for asking it what went wrong. It names no person."""

OWN_LOGGERS = ("bot", "policies", "storage")
LIBRARY_LEVEL = logging.WARNING
LIST_LIMIT = 32
TRACE_LIMIT = 12
CAUSES_LIMIT = 8


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(WORD.fullmatch(value)) and not IDENTIFIER.search(value)


def _is_words(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) <= LIST_LIMIT and all(map(_is_word, value))


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and bool(DIGEST.fullmatch(value))


def _is_request(value: object) -> bool:
    return isinstance(value, str) and bool(REQUEST.fullmatch(value))


NUMBERS = (
    "attempt batch bytes code count duration_ms events final is_redelivery port queue records retry_s rules_count "
    "schema shard status truncated waiting"
)
WORDS = (
    "adapter command fact format intent lang language level mode outcome platform purpose signal speaker tone version "
    "verdict"
)
LISTS = "asks facts kinds rules signs"
DIGESTS = "incident rules_version"

FIELDS: Mapping[str, Callable[[object], bool]] = {
    **dict.fromkeys(NUMBERS.split(), _is_number),
    **dict.fromkeys(WORDS.split(), _is_word),
    **dict.fromkeys(LISTS.split(), _is_words),
    **dict.fromkeys(DIGESTS.split(), _is_digest),
    "request_id": _is_request,
}
"""Every field that may be written, and how its values must look. No field is for text, names or ids of people."""


class EventLog:
    """Says what happened in one module: `log = EventLog(__name__)`, then `log.info("reply_sent", platform="line")`."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def debug(self, event: str, **fields: object) -> None:
        """Tell a developer."""
        self._write(logging.DEBUG, event, None, fields)

    def info(self, event: str, **fields: object) -> None:
        """Tell that something went as it should."""
        self._write(logging.INFO, event, None, fields)

    def warning(self, event: str, error: BaseException | None = None, **fields: object) -> None:
        """Tell the operator of something that mends itself, or that soon will not."""
        self._write(logging.WARNING, event, error, fields)

    def error(self, event: str, error: BaseException | None = None, **fields: object) -> None:
        """Tell the operator of something to look into."""
        self._write(logging.ERROR, event, error, fields)

    def _write(self, level: int, event: str, error: BaseException | None, fields: Mapping[str, object]) -> None:
        if self._logger.isEnabledFor(level):
            kept = {**allowed(fields), **(described(error) if error is not None else {})}
            name = event if EVENT.fullmatch(event) else "unnamed_event"
            self._logger.log(level, name, extra={"event_fields": kept})


def configure(level: str, form: Format, stream: TextIO | None = None) -> None:
    """Send the records of the whole process, libraries' and last words included, to `stream` (standard error)."""
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(_Formatter(form))
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(LIBRARY_LEVEL)
    for name in OWN_LOGGERS:
        logging.getLogger(name).setLevel(level.upper())
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda args: _last_words("uncaught_in_thread", args.exc_value)
    sys.unraisablehook = lambda args: _last_words("uncaught_in_cleanup", args.exc_value)


def allowed(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields that may be written, and how many may not."""
    kept = {name: value for name, value in fields.items() if name in FIELDS and FIELDS[name](value)}
    if len(kept) < len(fields):
        kept["dropped"] = len(fields) - len(kept)
    return kept


def described(error: BaseException) -> dict[str, object]:
    """Return the type of an exception, where it arose, and the same of what caused it. No message, no values."""
    causes = [f"{_type_name(cause)} {_places(cause.__traceback__)[-1]}" for cause in _causes(error)]
    return {
        "error": _type_name(error),
        "trace": _places(error.__traceback__)[-TRACE_LIMIT:],
        **({"causes": causes[:CAUSES_LIMIT]} if causes else {}),
    }


class _Handler(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is the library's
        """Stay silent: a log that cannot be written must neither stop an answer nor print what it held."""


class _Formatter(logging.Formatter):
    def __init__(self, form: Format) -> None:
        super().__init__()
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        """Write one line, made of nothing but what may be known."""
        seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line = {
            "time": f"{seconds}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            **_content(record),
        }
        if self._form == "json":
            return json.dumps(line)
        return " ".join(_on_console(name, value) for name, value in line.items())


def _content(record: logging.LogRecord) -> dict[str, object]:
    fields = getattr(record, "event_fields", None)
    if isinstance(fields, dict):
        return {"event": record.msg, "logger": record.name, **fields}
    error = record.exc_info[1] if record.exc_info else None
    return {
        "event": "library_message",
        "logger": record.name if _is_word(record.name) else "unnamed",
        "trace": [f"{record.module}:{record.lineno} {record.funcName}"],
        **(described(error) if error is not None else {}),
    }


def _on_console(name: str, value: object) -> str:
    if name in ("time", "level", "event"):
        return str(value)
    return f"{name}={', '.join(map(str, value)) if isinstance(value, list | tuple) else value}"


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _places(trace: TracebackType | None) -> list[str]:
    """Return the places of a traceback as `module:line function`, the innermost last."""
    found = []
    while trace is not None:
        frame: Any = trace.tb_frame
        found.append(f"{frame.f_globals.get('__name__', '?')}:{trace.tb_lineno} {frame.f_code.co_name}")
        trace = trace.tb_next
    return found or ["?"]


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Return what led to an exception: the members of a group, its cause, or what was being handled."""
    seen: list[BaseException] = [error]
    for current in seen:
        hidden = current.__suppress_context__
        nearest = [current.__cause__ or (None if hidden else current.__context__)]
        members = list(current.exceptions) if isinstance(current, BaseExceptionGroup) else []
        for cause in (*members, *nearest):
            if cause is not None and not any(cause is other for other in seen):
                seen.append(cause)
                yield cause


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _last_words("uncaught_exception", error)


def _last_words(event: str, error: BaseException | None) -> None:
    EventLog(__name__).error(event, error)
