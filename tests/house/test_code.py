"""Size and manners of the code in bot/, policies/ and storage/."""

import ast

import pytest

from tests.house.tree import code

MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 60


def _definitions(tree):
    """Every public module-level function and class, and every public method of a public class."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                methods = (one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))
                yield from (one for one in methods if not one.name.startswith("_"))


@pytest.mark.parametrize("name", sorted(code()))
def test_public_things_are_described(name):
    """A sentence for the module, and one for each public class, function and method."""
    tree = ast.parse(code()[name].read_text(encoding="utf-8"))

    silent = [node.name for node in _definitions(tree) if not ast.get_docstring(node)]

    assert [] == silent
    assert not tree.body or ast.get_docstring(tree)


@pytest.mark.parametrize("name", sorted(code()))
def test_docstrings_say_more_than_the_name(name):
    """`def find_asks` is not described by “Find asks.”"""
    tree = ast.parse(code()[name].read_text(encoding="utf-8"))

    repeating = [
        node.name
        for node in _definitions(tree)
        if (ast.get_docstring(node) or "").strip(". ").lower().replace(" ", "_") == node.name.lower()
    ]

    assert [] == repeating


@pytest.mark.parametrize("name", sorted(code()))
def test_modules_and_functions_stay_short(name):
    """Nobody has to scroll for long to see the whole."""
    text = code()[name].read_text(encoding="utf-8")
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in functions
        if node.end_lineno - node.lineno + 1 > MAX_FUNCTION_LINES
    }

    assert {} == long
    assert MAX_MODULE_LINES >= text.count("\n")


def test_no_module_is_a_drawer():
    """A name such as these says that nobody knew where a thing belongs."""
    drawers = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "tools"}

    assert [] == [name for name in code() if name.removesuffix(".py").split("/")[-1] in drawers]
