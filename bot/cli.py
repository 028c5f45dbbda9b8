"""The command line: arguments and exit codes.

0 answered, 2 misuse or unusable settings (one line for each problem on standard error: where, what, remedy),
1 anything else (one line; the whole of it with KOTOWARI_LOG_LEVEL=debug).
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

from bot.errors import KotowariError, MisuseError, Problem, SetupError

ANSWERED, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """A parser that tells a mistake in one line, with its remedy."""

    def __init__(self, **options: Any) -> None:
        """Take no abbreviations: what is written must be what is meant."""
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """End with one line."""
        sys.stderr.write(f"{_plain(str(Problem(message, self.prog, f'see {self.prog} --help')))}\n")
        raise SystemExit(MISUSED)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Called without `argv` it is the program, and may end it at once."""
    from bot.commands.console import set_up

    # Nothing of ours is a plugin of pydantic, and to look for some takes a twentieth of an answer.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # what is loaded at the start is needed until the end
    set_up()
    given = sys.argv[1:] if argv is None else list(argv)
    code = _run(given)
    if argv is None and given[:1] == ["ask"]:
        _leave(code)
    return code


def _run(argv: Sequence[str]) -> int:
    try:
        arguments = _parser(argv).parse_args(argv)
        return _command(arguments.run)(arguments)
    except KotowariError as error:
        return _tell(error)
    except BrokenPipeError:
        # Whoever read us has gone. Point the stream elsewhere, so that closing it at exit does not fail as well.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        where = str(error.filename or "standard output")
        return _tell(
            KotowariError(Problem(error.strerror or "cannot be used", where, "see that there is room and leave"))
        )
    except Exception as error:  # noqa: BLE001 (the last resort of the program)
        return _unexpected(error)


def _leave(code: int) -> NoReturn:
    """End the process. Taking all rules apart in an orderly way would take a tenth of the time of an answer."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """Return the function `module.function` of `bot.commands`."""
    module, _, function = name.partition(".")
    found: Callable[[argparse.Namespace], int] = getattr(import_module(f"bot.commands.{module}"), function)
    return found


def _tell(error: KotowariError) -> int:
    """Write one line for each problem. A debugger sees where it arose."""
    from bot.commands.arguments import Misused

    for line in map(str, error.problems or (error,)):
        sys.stderr.write(f"{_plain(line)}\n")
    return MISUSED if isinstance(error, Misused | MisuseError | SetupError) else FAILED


def _unexpected(error: Exception) -> int:
    """Write what kind of error it was, and where; its message may hold anybody's words."""
    if os.environ.get("KOTOWARI_LOG_LEVEL", "").strip().lower() == "debug":
        import traceback

        traceback.print_exception(error)
        return FAILED
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__', '?')}, line {trace.tb_lineno}" if trace else "?"
    remedy = "set KOTOWARI_LOG_LEVEL=debug to see the whole of it, and please report it"
    sys.stderr.write(f"{Problem(f'unexpected error ({type(error).__name__})', place, remedy)}\n")
    return FAILED


def _plain(text: str) -> str:
    from bot.commands.console import plain

    return plain(text)


# --- the commands --------------------------------------------------------------------------------


def _parser(argv: Sequence[str]) -> Parser:
    """Return the parser; where the command is clear, with that command alone, which is made sooner."""
    parser = Parser(
        prog="kotowari",
        description="Tells whether to share what a client asks for, by which rule, and how to say no politely.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, add in COMMANDS.items():
        if argv[:1] == [name] or not COMMANDS.keys() & set(argv[:1]):
            add(commands)
    return parser


Commands = Any
"""What `add_subparsers` returns; its type has no public name."""


def _add(commands: Commands, name: str, run: str, summary: str) -> Parser:
    parser: Parser = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.set_defaults(run=run)
    return parser


def _add_ask(commands: Commands) -> None:
    ask = _add(commands, "ask", "ask.run", "advise on one message, or on many (--jsonl); nothing is stored")
    ask.add_argument("text", nargs="*", metavar="TEXT", help="the message, in quotes; “-” or nothing: standard input")
    ask.add_argument(
        "--fact", action="append", metavar="NAME=VALUE", help="something known beside the text; repeatable"
    )
    ask.add_argument("--platform", metavar="X", help="the same as --fact platform=X")
    ask.add_argument("--stage", metavar="X", help="the same as --fact stage=X")
    ask.add_argument("--speaker", metavar="WHO", help="whose words they are: client or freelancer")
    ask.add_argument("--on", metavar="DATE", help="by the rules of that day, such as 2018-06-01")
    ask.add_argument("--json", action="store_true", help="answer as one line of JSON")
    ask.add_argument("--jsonl", action="store_true", help="one case a line in, one answer a line out")
    _add_letter(ask)


def _add_decline(commands: Commands) -> None:
    decline = _add(commands, "decline", "decline.run", "write a letter that declines, without a message to read")
    decline.add_argument("kind", nargs="+", metavar="KIND", help="what was asked for: phone, messenger, id_document …")
    decline.add_argument("--platform", metavar="X", help="where")
    decline.add_argument("--tool", metavar="X", help="with which tool: line, zoom, google_sheets …")
    _add_letter(decline)


def _add_chat(commands: Commands) -> None:
    _add(commands, "chat", "talk.run", "talk in this terminal; facts are remembered, messages never")


def _add_serve(commands: Commands) -> None:
    _add(commands, "serve", "serve.run", "answer people on the platforms that are set up, until stopped")


def _add_line(commands: Commands) -> None:
    line = commands.add_parser("line", help="look after the bot's account on LINE")
    tools = line.add_subparsers(metavar="COMMAND", required=True)
    menu = _add(tools, "menu", "line.set_menu", "set the menu below the chat")
    menu.add_argument("--lang", default="all", metavar="LANG", help="ja, en or all (default: all)")
    menu.add_argument("--dry-run", metavar="FOLDER", help="send nothing: write the menus and their pictures there")


def _add_forget(commands: Commands) -> None:
    _add(commands, "forget", "stored.forget", "erase all that is remembered of you at this terminal")


def _add_export(commands: Commands) -> None:
    _add(commands, "export", "stored.export", "show all that is remembered of you at this terminal, as JSON")


def _add_doctor(commands: Commands) -> None:
    _add(commands, "doctor", "doctor.run", "tell what is in order, what is not, and the remedy")


def _add_db(commands: Commands) -> None:
    database = commands.add_parser("db", help="look after the database")
    tools = database.add_subparsers(metavar="COMMAND", required=True)
    _add(tools, "upgrade", "stored.upgrade", "bring the database to the schema of this version")


def _add_letter(parser: Parser) -> None:
    parser.add_argument("--lang", metavar="LANG", help="language of the answer and the letter: ja or en")
    parser.add_argument("--tone", metavar="TONE", help="tone of the letter: soft, plain or firm")


def _add_policy(commands: Commands) -> None:
    policy = commands.add_parser("policy", help="tools for people who write rules")
    tools = policy.add_subparsers(title="tools", metavar="TOOL", required=True, dest="tool")
    check = _add(tools, "check", "policy.run", "tell every mistake in the policy files")
    test = _add(tools, "test", "policy.run", "run all examples in the policy files")
    listing = _add(tools, "list", "policy.run", "list the rules")
    listing.add_argument("area", nargs="?", metavar="AREA", help="only those of one area: crowdworks, law, fraud …")
    show = _add(tools, "show", "policy.run", "show a rule, platform, sign or source")
    show.add_argument("name", metavar="ID")
    diff = _add(tools, "diff", "policy.run", "tell which advice changes between two folders of policies")
    diff.add_argument("old", metavar="OLD")
    diff.add_argument("new", metavar="NEW")
    diff.add_argument("--messages", action="append", metavar="FILE", help="also for these messages (JSONL); repeatable")
    stale = _add(tools, "stale", "policy.run", "tell what nobody has read again for long")
    stale.add_argument("--older-than", default="180d", metavar="AGE", help="180d, 26w, 6m or 1y (default: 180d)")
    for tool in (diff, stale):
        tool.add_argument("--on", metavar="DATE", help="as if it were that day")
    for tool in (check, test, listing, show, stale):
        tool.add_argument("--root", metavar="FOLDER", help="another folder of policies than the one that ships")
    diff.set_defaults(root=None)


COMMANDS: Mapping[str, Callable[[Commands], None]] = {
    "ask": _add_ask,
    "chat": _add_chat,
    "decline": _add_decline,
    "serve": _add_serve,
    "line": _add_line,
    "policy": _add_policy,
    "forget": _add_forget,
    "export": _add_export,
    "doctor": _add_doctor,
    "db": _add_db,
}
