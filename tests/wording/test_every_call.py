"""Every message that code hands to a translator has its Chinese words, also where the extraction does not look.

The extraction of messages sees no call of a call (``translator(lang)("…")``) and nothing inside an f-string.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.pofile import read_po
from tests.source_trees import list_nodes

from liantu.wording import LOCALE

SOURCE = Path(__file__).parents[2] / "src" / "liantu"
_NAMES = ("_", "tr", "N_", "gettext")


def handed_messages(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Texts that stand as the first argument of a translator, each of a choice between two."""
    for node in nodes:
        if isinstance(node, ast.Call) and node.args and _translates(node.func):
            choices = [node.args[0]]
            if isinstance(node.args[0], ast.IfExp):
                choices = [node.args[0].body, node.args[0].orelse]
            yield from (
                text.value for text in choices if isinstance(text, ast.Constant) and isinstance(text.value, str)
            )


def _translates(function: ast.expr) -> bool:
    if isinstance(function, ast.Call):
        return isinstance(function.func, ast.Name) and function.func.id in ("translator", "translator_of")
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name in _NAMES


def test_every_message_that_is_handed_over_is_translated() -> None:
    with (LOCALE / "zh_CN" / "LC_MESSAGES" / "liantu.po").open("rb") as stream:
        known = {message.id for message in read_po(stream) if message.id and message.string}
    handed = {
        (path.relative_to(SOURCE).as_posix(), text)
        for path in SOURCE.rglob("*.py")
        for text in handed_messages(list_nodes(path))
    }
    assert len(handed) > 1000
    assert sorted(pair for pair in handed if pair[1] not in known) == []


def test_calls_that_the_extraction_does_not_see_are_found() -> None:
    code = 'translator(lang)("a")\nf"{tr(\'b\')}"\nview.tr("c" if zh else "d")\nother("e")'
    assert sorted(handed_messages(ast.walk(ast.parse(code)))) == ["a", "b", "c", "d"]
