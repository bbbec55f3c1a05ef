"""Every message has its Chinese words, and code and templates hold none."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from tests.source_trees import list_nodes
from tests.wording.test_every_call import handed_messages

from liantu.wording import LOCALE

from .site import ROOT

SOURCE = ROOT / "src" / "liantu"
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_SLOT = re.compile(r"%\(\w+\)s|%[sd%]|\{\w*\}")
#: Context and text; most messages have no context.
Message = tuple[str | None, str]
_METHODS = [("**.py", "python"), ("web/**.html", "jinja2.ext:babel_extract")]


@cache
def _catalogue() -> Catalog:
    with (LOCALE / "zh_CN" / "LC_MESSAGES" / "liantu.po").open("rb") as stream:
        return read_po(stream)


@cache
def _messages() -> dict[Message, str]:
    """Every message in the source, with its context, and where it stands."""
    keywords = {"_": None, "N_": None, "gettext": None, "tr": None, "stored_words": None, "NC_": ((1, "c"), 2)}
    options = {"web/**.html": {"trimmed": "true"}}
    found = extract_from_dir(SOURCE, _METHODS, options, keywords)
    return {
        (context, text): f"{name}:{line}"
        for name, line, text, _comments, context in found
        if not (name.endswith(".py") and text in _list_keys(SOURCE / name))
    }


@cache
def _list_keys(path: Path) -> frozenset[str]:
    """Texts of a module that only look words up: the extraction takes ``_(WORDS["firm"])`` for the message “firm”."""
    nodes = list_nodes(path)
    slices = [node.slice for node in nodes if isinstance(node, ast.Subscript)]
    keys = {part.value for part in slices if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    return frozenset(keys - set(handed_messages(nodes)))


def test_every_message_is_translated() -> None:
    assert len(_messages()) > 150
    known = {(message.context, message.id): message.string for message in _catalogue() if message.id}
    assert {text: where for text, where in _messages().items() if not known.get(text)} == {}


def test_no_translation_is_a_guess() -> None:
    assert [message.id for message in _catalogue() if message.id and message.fuzzy] == []


def test_slots_agree() -> None:
    wrong = [m.id for m in _catalogue() if m.id and sorted(_SLOT.findall(m.id)) != sorted(_SLOT.findall(m.string))]
    assert wrong == []


def test_chinese_words_are_chinese() -> None:
    """What stays the same in both languages has no letters of ours: symbols, units, proper names."""
    same = [m.id for m in _catalogue() if m.id and m.id == m.string and re.search(r"[a-z]{4,}", m.id)]
    assert same == []


@pytest.mark.parametrize("pattern", ["*.py", "*.html", "*.js", "*.css"])
def test_no_chinese_in_the_source_of_the_pages(pattern: str) -> None:
    files = [file for file in (SOURCE / "web").rglob(pattern) if "vendor" not in file.parts]
    assert files
    found = [
        f"{file.name}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if _HAN.search(line) and not line.lstrip().startswith(">>>")
    ]
    assert found == []
