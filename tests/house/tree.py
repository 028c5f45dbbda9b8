"""The project's own files, without what make, editors and version control put beside them."""

import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "policies", "storage")

_BESIDE = {".git", ".venv", "__pycache__", "build", "dist", "node_modules"}


@cache
def files():
    """Every file of the project, by its path from the root."""
    found = {}
    for folder, names, leaves in os.walk(ROOT):
        names[:] = sorted(name for name in names if name not in _BESIDE and not name.endswith(("_cache", ".egg-info")))
        if Path(folder) == ROOT:
            names[:] = [name for name in names if not name.startswith(".") or name in (".ci", ".github")]
            leaves = [leaf for leaf in leaves if leaf not in (".coverage", ".env")]
        for leaf in sorted(leaves):
            path = Path(folder) / leaf
            found[path.relative_to(ROOT).as_posix()] = path
    return found


@cache
def code():
    """Every Python file of the three packages, by its path from the root."""
    return {name: path for name, path in files().items() if name.endswith(".py") and name.split("/")[0] in PACKAGES}


@cache
def texts():
    """The text of every file of the project that is text."""
    found = {}
    for name, path in files().items():
        content = path.read_bytes()
        if b"\0" not in content:
            found[name] = content.decode("utf-8")
    return found
