"""Runs the examples of a page, in the order they stand in.

Fenced blocks count by their language: ``python`` with ``>>>`` is a doctest; ``console`` holds ``$ liantu …`` lines with
the output they print (``...`` stands for any); a block whose language is followed by a path is written to that file.
Everything runs in a folder of its own in which ``districts`` and ``tests`` are those of the checkout.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"\s+# exit (\d)$")
#: Commands that serve until they are stopped: only their help is run.
SERVERS = ("serve", "demo")
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    line: int
    language: str
    path: str
    text: str


@dataclass(frozen=True)
class Command:
    """One command of a console block with what it prints and how it ends."""

    words: list[str]
    expected: str
    exit: int


def pages() -> list[Path]:
    """Every page whose examples are run."""
    return [
        ROOT / "README.md",
        ROOT / "README.zh-CN.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    ]


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        yield Block(text.count("\n", 0, found.start()) + 2, found[1], found[2] or "", found[3])


def links(page: Path) -> list[str]:
    """The paths inside the project that a page links to."""
    found = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    return [target for target in found if "://" not in target]


def commands(block: Block) -> Iterator[Command]:
    """The ``$`` lines of a console block."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        line, _, expected = part.partition("\n")
        ends = _EXIT.search(line)
        yield Command(shlex.split(line, comments=True), expected.strip(), int(ends[1]) if ends else 0)


def run_page(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run every example of a page in a folder; returns how many there were."""
    for name in ("districts", "tests"):
        (folder / name).symlink_to(ROOT / name)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "160")
    names: dict[str, object] = {}
    count = 0
    for block in blocks(page):
        where = f"{page.relative_to(ROOT)}:{block.line}"
        if block.path:
            target = folder / block.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        elif block.language == "python" and ">>>" in block.text:
            count += _doctest(block, where, names)
        elif block.language == "console":
            for command in commands(block):
                count += _command(command, where, monkeypatch)
    return count


def _doctest(block: Block, where: str, names: dict[str, object]) -> int:
    test = doctest.DocTestParser().get_doctest(block.text, names, where, where, block.line)
    said = io.StringIO()
    result = doctest.DocTestRunner(optionflags=_FLAGS).run(test, out=said.write, clear_globs=False)
    names.update(test.globs)
    assert not result.failed, said.getvalue()
    return result.attempted


def _command(command: Command, where: str, monkeypatch: pytest.MonkeyPatch) -> int:
    if command.words[0] != "liantu":
        return 0
    if command.words[1] in SERVERS:
        command = Command([*command.words[:2], "--help"], "", 0)
    words = command.words
    words, target = (words[:-2], words[-1]) if ">" in words[-2:-1] else (words, "")
    code, said = run(words, monkeypatch)
    if target:
        Path(target).write_text(said, encoding="utf-8")
    assert code == command.exit, f"{where}: {shlex.join(words)} ended with {code}\n{said}"
    if command.expected:
        right = doctest.OutputChecker().check_output(command.expected + "\n", said, _FLAGS)
        assert right, f"{where}: {shlex.join(words)} printed\n{said}\nnot\n{command.expected}"
    return 1


def run(words: list[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """A command line's exit code and what it printed, both streams together."""
    from liantu.cli import main

    monkeypatch.setattr(sys, "argv", words)
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main()
        except SystemExit as end:
            return (end.code if isinstance(end.code, int) else int(end.code is not None)), said.getvalue()
    return 0, said.getvalue()
