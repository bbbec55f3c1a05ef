"""How much each function of the package holds: its branches and its lines, the largest first.

    python -m tools.function_sizes

A branch is an ``if`` (also an ``elif``), a loop, an exception handler, a conditional expression, a loop or a condition
of a comprehension, a case of a match, and each further operand of ``and`` or ``or``. A function within another counts
with it as well as alone. Lines are those of the function with its signature and docstring, without decorators.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "src" / "liantu"
_SHOWN = 30
_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)


class FunctionSize(NamedTuple):
    """The branches and lines of a function, and where it stands."""

    branches: int
    lines: int
    place: str


def read_code(path: Path) -> ast.AST:
    """The code of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def list_function_sizes(package: Path = PACKAGE, read: Callable[[Path], ast.AST] = read_code) -> list[FunctionSize]:
    """Every function and method of a package, the one with most branches first."""
    return sorted(
        (
            size
            for path in package.rglob("*.py")
            for size in measure_code(read(path), path.relative_to(package).as_posix())
        ),
        reverse=True,
    )


def measure_code(code: ast.AST, place: str) -> list[FunctionSize]:
    """The functions and methods of a module, also those within others."""
    sizes: list[FunctionSize] = []

    def measure(node: ast.AST) -> int:
        """The branches of a node; the functions in it are noted."""
        branches = _weigh_node(node) + sum(measure(child) for child in ast.iter_child_nodes(node))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            sizes.append(FunctionSize(branches, lines, f"{place}:{node.name}"))
        return branches

    measure(code)
    return sizes


def count_branches(tree: ast.AST) -> int:
    """The branches of a piece of code.

    >>> count_branches(ast.parse("x = [n for n in a if n or m] if a and b and c else 0"))
    6
    """
    return sum(_weigh_node(node) for node in ast.walk(tree))


def _weigh_node(node: ast.AST) -> int:
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    return int(isinstance(node, _BRANCHES))


if __name__ == "__main__":
    for size in list_function_sizes()[:_SHOWN]:
        print(f"{size.branches:3} branches {size.lines:3} lines  {size.place}")
