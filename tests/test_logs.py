"""What reaches the log, and above all what does not."""

import ast
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.errors import StoreUnavailable
from bot.logs import FIELDS, OWN_LOGGERS, EventLog, allowed, configure
from policies.vocabulary import Verdict
from storage.sealing import Keyring
from storage.sqlite import SqliteStore
from tests.storage.samples import ANN, OLD_KEY, a_case

ROOT = Path(__file__).parents[1]
CANARY = "たなかさんのLINEはtanaka_7d1f0c canary 090-1234-5678"
ALL_LOGGERS = (None, *OWN_LOGGERS, "aiosqlite", "py.warnings", "library.gateway")


@contextmanager
def configured(level: str, form: str) -> Iterator[io.StringIO]:
    """Collect the whole process's log, and put logging back afterwards."""
    stream, handlers = io.StringIO(), logging.root.handlers[:]
    levels = {name: logging.getLogger(name).level for name in ALL_LOGGERS}
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    configure(level, form, stream)
    try:
        yield stream
    finally:
        logging.captureWarnings(False)
        logging.root.handlers[:] = handlers
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Everything that is logged, in JSON."""
    with configured("debug", "json") as stream:
        yield stream


def lines(stream: io.StringIO) -> list[dict]:
    """Return the records written so far."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_event_is_one_line_with_its_fields(stream):
    """Time in UTC, level, name, module, and the fields in their order."""
    EventLog("bot.test").info(
        "message_answered",
        platform="line",
        verdict=Verdict.DECLINE,
        duration_ms=1.5,
        kinds=["phone", "email"],
        final=True,
    )
    (line,) = lines(stream)

    assert line.pop("time").endswith("Z")
    assert line == {
        "level": "info",
        "event": "message_answered",
        "logger": "bot.test",
        "platform": "line",
        "verdict": "decline",
        "duration_ms": 1.5,
        "kinds": ["phone", "email"],
        "final": True,
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"text": CANARY},
        {"name": "canary"},
        {"user_id": "U4af4980629canary"},
        {"platform": CANARY},
        {"platform": "canary words"},
        {"platform": "canary@example.com"},
        {"platform": "canary" * 10},
        {"platform": "U4af4980629canary4af4980629"},
        {"platform": "123456789012345678"},
        {"platform": ["canary"]},
        {"platform": {"canary": 1}},
        {"kinds": ["phone", CANARY]},
        {"kinds": "canary"},
        {"kinds": ["canary"] * 99},
        {"duration_ms": "canary"},
        {"duration_ms": float("nan")},
        {"incident": "canary"},
        {"request_id": "canary"},
        {"request_id": "U4af4980629canary4af4980629"},
        {CANARY: 1},
    ],
)
def test_what_is_not_on_the_list_is_dropped(stream, fields):
    """By its name, or because its value does not look as that field's values do. The event itself stays."""
    EventLog("bot.test").warning("reply_delayed", attempt=2, **fields)
    (line,) = lines(stream)

    assert "canary" not in stream.getvalue().lower()
    assert "123456789012345678" not in stream.getvalue()
    assert 1 == line["dropped"]
    assert 2 == line["attempt"]


def test_dropping_happens_before_there_is_a_record(stream):
    """So that no other handler can see it either."""
    seen: list[logging.LogRecord] = []
    spy = logging.Handler()
    spy.emit = seen.append
    logging.root.addHandler(spy)
    EventLog("bot.test").error("reply_failed", ValueError(CANARY), text=CANARY)

    assert 1 == len(seen)
    assert "canary" not in str(vars(seen[0]))


@pytest.mark.parametrize("event", [CANARY, "canary", "said_canary tanaka", "Canary_Said", ""])
def test_name_of_an_event_is_fixed(stream, event):
    """A sentence in place of the name is not written."""
    EventLog("bot.test").info(event)

    assert "unnamed_event" == lines(stream)[0]["event"]
    assert "canary" not in stream.getvalue().lower()


def raise_deeply(text: str) -> None:
    """Fail with a person's words in the message, in a local and in the cause."""
    local = text
    try:
        raise KeyError(local)
    except KeyError as error:
        raise StoreUnavailable() from ValueError(text, error)


def test_exception_is_its_type_and_its_places(stream):
    """Never the message, the arguments or the locals; causes likewise."""
    try:
        raise_deeply(CANARY)
    except StoreUnavailable as error:
        EventLog("bot.test").error("save_failed", error, incident="0a1b2c3d")
    (line,) = lines(stream)

    assert "bot.errors.StoreUnavailable" == line["error"]
    assert line["trace"][-1].endswith(" raise_deeply")
    assert "test_logs:" in line["trace"][-1]
    assert line["causes"][0].startswith("ValueError ")
    assert "0a1b2c3d" == line["incident"]
    assert "canary" not in stream.getvalue()


def test_context_and_groups_are_told_by_type(stream):
    """What was being handled, and each member of a group."""
    try:
        try:
            raise KeyError(CANARY)
        except KeyError:
            raise ExceptionGroup(CANARY, [ValueError(CANARY), OSError(2, CANARY)])  # noqa: B904 - that is the case
    except ExceptionGroup as error:
        EventLog("bot.test").error("save_failed", error)
    (line,) = lines(stream)

    assert "ExceptionGroup" == line["error"]
    assert ["ValueError ?", "FileNotFoundError ?"] == line["causes"][:2]
    assert line["causes"][2].startswith("KeyError ")
    assert "canary" not in stream.getvalue()


def test_endless_causes_end(stream):
    """Exceptions that cause each other are named once."""
    one, two = ValueError(CANARY), KeyError(CANARY)
    one.__cause__, two.__cause__ = two, one
    EventLog("bot.test").error("save_failed", one)

    assert ["KeyError ?"] == lines(stream)[0]["causes"]


def test_deep_traces_are_cut_at_the_far_end(stream):
    """The innermost places are the ones that help."""

    def dive(depth: int) -> None:
        if depth == 0:
            raise ValueError(CANARY)
        dive(depth - 1)

    try:
        dive(100)
    except ValueError as error:
        EventLog("bot.test").error("save_failed", error)

    assert 12 == len(lines(stream)[0]["trace"])


def test_other_libraries_are_heard_without_their_words(stream):
    """Level, logger and place are enough to look it up; message, arguments and exception text stay out."""
    library = logging.getLogger("library.gateway")
    try:
        raise ValueError(CANARY)
    except ValueError:
        library.exception("got %s " + CANARY, CANARY)
    library.info("below the level for libraries %s", CANARY)
    (line,) = lines(stream)

    assert "library_message" == line["event"]
    assert "library.gateway" == line["logger"]
    assert "ValueError" == line["error"]
    assert "canary" not in stream.getvalue()


@pytest.mark.parametrize("name", [CANARY, "bot.U4af4980629aaaaaaaaaaaaaaaa"])
def test_strange_names_of_loggers_are_not_written(stream, name):
    """Some libraries put an address or an id into them."""
    logging.getLogger(name).error("x")

    assert "unnamed" == lines(stream)[0]["logger"]


def test_warnings_are_heard_without_their_words(stream):
    """They go the same way."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(CANARY, stacklevel=1)

    assert "py.warnings" == lines(stream)[-1]["logger"]
    assert "canary" not in stream.getvalue()


def test_last_words_of_a_dying_program_are_of_the_same_kind(stream, capsys):
    """No traceback with messages on the terminal: not from the main thread, another thread, or a destructor."""
    sys.excepthook(ValueError, ValueError(CANARY), None)

    def fail() -> None:
        raise ValueError(CANARY)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    class Leaving:
        def __del__(self) -> None:
            raise ValueError(CANARY)

    Leaving()

    assert {"uncaught_exception", "uncaught_in_thread", "uncaught_in_cleanup"} == {
        line["event"] for line in lines(stream)
    }
    assert "canary" not in stream.getvalue() + "".join(capsys.readouterr())


def test_interrupting_is_no_incident(stream, capsys):
    """Ctrl-C ends the program as usual."""
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert "" == stream.getvalue()
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_level_is_that_of_the_settings_for_our_own_events():
    """Less weighty ones cost nothing and write nothing."""
    log = EventLog("bot.test")
    with configured("warning", "console") as stream:
        log.debug("a_detail")
        log.info("a_fact")
        log.warning("a_warning", platform="line", kinds=["phone", "email"], count=3)

    (line,) = stream.getvalue().splitlines()
    assert line.endswith("Z warning a_warning logger=bot.test platform=line kinds=phone, email count=3")


def test_log_that_cannot_be_written_stops_nothing(stream, capsys):
    """And does not print what it could not write."""
    stream.close()
    EventLog("bot.test").error("reply_failed", ValueError(CANARY))
    logging.getLogger("library").error(CANARY)

    assert ("", "") == tuple(capsys.readouterr())


async def test_nothing_of_a_case_gets_into_the_log(stream, tmp_path):
    """Everything is logged, libraries included, and a save fails with the case in its hands."""
    for name in ALL_LOGGERS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    case = a_case(facts={"platform": CANARY}, wanted=CANARY)
    async with SqliteStore(tmp_path / "kotowari.db", Keyring([OLD_KEY])) as store:
        await store.save(case)
        await store.forget(ANN)
        try:
            await store.save(a_case(person=None, facts={"platform": CANARY}))
        except StoreUnavailable as error:
            EventLog("storage.test").error("save_failed", error, kinds=["messenger"], platform=CANARY)

    assert "save_failed" in stream.getvalue()
    assert "aiosqlite" in stream.getvalue()
    for word in ("canary", "tanaka", ANN, case.key, "before_contract", str(tmp_path)):
        assert word not in stream.getvalue()


def test_every_field_of_the_list_has_a_value_that_passes():
    """A field that lets nothing through would be a mistake in the list."""
    samples = (1, "line", ["phone"], "0a1b2c3d", "01234567-89ab-cdef-0123-456789abcdef")

    assert all(any(check(sample) for sample in samples) for check in FIELDS.values())
    assert {} == allowed({})


def test_importing_logs_is_cheap():
    """A command that answers once pays for no logging framework."""
    imported = {
        alias.name
        for node in ast.walk(ast.parse((ROOT / "bot" / "logs.py").read_text("utf-8")))
        if isinstance(node, ast.Import)
        for alias in node.names
    }

    assert imported <= sys.stdlib_module_names


def calls_of_logs() -> list[tuple[Path, ast.Call]]:
    """Return every call of `log.info` and its like in the program."""
    return [
        (path, node)
        for room in OWN_LOGGERS
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("debug", "info", "warning", "error", "exception", "critical", "log")
        and isinstance(node.func.value, ast.Name | ast.Attribute)
        and ast.unparse(node.func.value).split(".")[-1] in ("log", "_log", "logger", "_logger")
        and path.name != "logs.py"
    ]


def test_events_in_the_program_are_named_by_literals_and_use_listed_fields():
    """A name put together at run time could carry words; a field that is not listed would be dropped in silence."""
    for path, call in calls_of_logs():
        place = f"{path.relative_to(ROOT)}:{call.lineno}"
        assert call.args, place
        assert isinstance(call.args[0], ast.Constant), f"{place}: the name of the event must be a literal"
        strange = {keyword.arg for keyword in call.keywords} - {*FIELDS, "error"}
        assert not strange, f"{place}: {strange} is not in bot.logs.FIELDS"
