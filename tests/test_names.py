"""An identifier is the noun of what it holds: no argument, variable, constant, function or template key is a riddle.

What is here is the words that a reader stumbled over, since each was used for several things.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2 import nodes as template_nodes
from tests.source_trees import list_nodes

PROJECT = Path(__file__).parents[1]
SOURCE = PROJECT / "src" / "liantu"
#: What stands beside the package and is named as carefully.
BESIDE = ("bench", "bundle", "tools")
RIDDLES = {
    *("one", "ones", "thing", "things", "rest", "most", "of", "at", "who", "what", "when", "way", "here", "there"),
    *("said", "told", "asked", "wanted", "given", "kept", "held", "seen", "see", "looked", "moved"),
    *("own", "apart", "sure", "short"),
}
#: Names that a file, a table, an answer or a command has for its readers.
EXCEPTIONS = {
    ("cli/commands/workspace.py", "one"),  # the argument of a command
    ("district/view.py", "at"),  # the district's own question in code of its readers: district.at(day)
    ("web/core/templates/base.html", "given"),
    ("district/view.py", "given"),  # the tables as they were given, before assumptions and what-ifs: the input
    ("library/approvals/graph.py", "when"),  # a key of a graph's file
    ("score/scheme/scheme.py", "given"),  # a key of a scheme's file
    ("score/report/run_records.py", "of"),  # a key of the JSON
    ("score/run/scored_firm.py", "of"),  # a column of the answer
    ("store/tasks.py", "asked"),  # columns of the table of tasks
    ("store/tasks.py", "given"),
    ("web/rooms/attract/factor_picture.py", "short"),  # a field of the table of makers
}


def bound_names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Every name that a module gives: of arguments, variables, loops, fields, constants, functions and classes."""
    for node in nodes:
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name


def find_riddles(nodes: Iterable[ast.AST]) -> set[str]:
    return {name for name in bound_names(nodes) if name.strip("_").lower() in RIDDLES}


def find_template_riddles(text: str) -> set[str]:
    """Of a template the names it reads or sets, and the fields it asks of them."""
    tree = Environment(autoescape=True).parse(text)
    names = {node.name for node in tree.find_all(template_nodes.Name)}
    names |= {node.attr for node in tree.find_all(template_nodes.Getattr)}
    return {name for name in names if name in RIDDLES}


def modules() -> Iterator[tuple[str, Path]]:
    """Every module with its path within the package, or within the project for what stands beside the package."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), path
    for folder in BESIDE:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            yield path.relative_to(PROJECT).as_posix(), path


def test_no_identifier_is_a_riddle() -> None:
    found = {(place, name) for place, path in modules() for name in find_riddles(list_nodes(path))}
    found |= {
        (path.relative_to(SOURCE).as_posix(), name)
        for path in SOURCE.rglob("*.html")
        for name in find_template_riddles(path.read_text(encoding="utf-8"))
    }
    assert sorted(found - EXCEPTIONS) == []
    assert sorted(EXCEPTIONS - found) == []


@pytest.mark.parametrize(
    "code",
    [
        "def f(told): pass",
        "for one in rows: pass",
        "KEPT = 3\nGIVEN = 4",
        "[at for at in rows]",
        "class A:\n    said: str",
        "self._seen = set()",
        "lambda wanted: 1",
        "def apart(): pass",
    ],
)
def test_a_riddle_is_found(code: str) -> None:
    assert find_riddles(ast.walk(ast.parse(code)))


@pytest.mark.parametrize("text", ["{{ told }}", "{% for one in rows %}{% endfor %}", "{% if field.asked %}{% endif %}"])
def test_a_riddle_in_a_template_is_found(text: str) -> None:
    assert find_template_riddles(text)


def test_a_noun_is_none() -> None:
    code = "def select_rows(firm, year):\n    for row in firm.given:\n        yield row"
    assert find_riddles(ast.walk(ast.parse(code))) == set()
