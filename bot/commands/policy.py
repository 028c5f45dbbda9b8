"""`kotowari policy …`: for people who write rules."""

import argparse
from pathlib import Path

from bot import policy_commands
from bot.commands.arguments import day, today
from bot.commands.console import plain, write
from bot.policy_commands import Report
from policies.load import POLICIES_PATH


def run(arguments: argparse.Namespace) -> int:
    """Run one of the tools, write what it reports, and return its exit code."""
    report = _report(arguments, Path(arguments.root) if arguments.root else POLICIES_PATH)
    write(_kept_in_form(line) for line in report.lines)
    return report.code


def _report(arguments: argparse.Namespace, root: Path) -> Report:
    match arguments.tool:
        case "check":
            return policy_commands.check(root)
        case "test":
            return policy_commands.test(root)
        case "list":
            return policy_commands.list_rules(root, arguments.area)
        case "show":
            return policy_commands.show(arguments.name, root)
        case "diff":
            on = day(arguments.on, "--on") if arguments.on else today()
            return policy_commands.diff(
                Path(arguments.old), Path(arguments.new), [Path(name) for name in arguments.messages or ()], on
            )
        case _:
            on = day(arguments.on, "--on") if arguments.on else today()
            return policy_commands.stale(arguments.older_than, on, root)


def _kept_in_form(line: str) -> str:
    """Clean a line without losing its indentation."""
    return line[: len(line) - len(line.lstrip(" "))] + plain(line)
