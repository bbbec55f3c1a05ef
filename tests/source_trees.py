"""The source as trees of code, for all tests that look at it: a module is read and gone through once a process."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def read_tree(path: Path) -> ast.Module:
    """The code of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def list_nodes(path: Path) -> list[ast.AST]:
    """Everything that stands in a module, in the order of ``ast.walk``."""
    nodes: list[ast.AST] = [read_tree(path)]
    for node in nodes:
        nodes.extend(ast.iter_child_nodes(node))
    return nodes
