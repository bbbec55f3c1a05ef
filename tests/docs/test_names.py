"""Every name in backticks in the docs, the READMEs and CONTRIBUTING is a name that the tree has now.

A name is taken for what it looks like: a path, a file, a command, an option, a call of the facade, a dotted module, an
identifier. What looks like none of them (addresses, formulas, values) is not compared.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typer
from tests.source_trees import list_nodes, read_tree

from liantu.cli import app
from liantu.district import District

from . import running

ROOT = running.ROOT
SOURCE = ROOT / "src" / "liantu"
#: Pages that a test compares with the program as a whole.
GENERATED = {"tables.md", "problems.md", "commands.md"}
PAGES = [page for page in running.pages() if page.name not in GENERATED]
#: Names of the readers' own files and rows, made up by a page, and names of other programs.
ELSEWHERE = {
    *("pint", "chinesecalendar", "workalendar", "ensurepip", "PGPASSWORD", "msgctxt"),  # other programs
    *("application/json", "application/octet-stream"),  # kinds of media
    *("CELL-LFP/electrolyte/input", "rplj", "spring"),  # examples of values
    *("python/", "python/bin/python3", "wheels/", "licences.csv", "dist/liantu-bundle-<version>"),  # in a bundle
    "lacking.yaml",  # in a folder that was exported
    *("LIANTU_HOME", "LIANTU_PYTHON", ".venv/bin/liantu"),  # on the reader's machine
}
_FENCED = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"[\w.<>*-]+(/[\w.<>*-]+)*/?", re.ASCII)
_FILE = re.compile(r"[\w-]+\.(py|csv|yaml|md|toml|lock|json|sh)")
_IDENTIFIER = re.compile(r"[A-Za-z_]\w+")
_DOTTED = re.compile(r"([A-Za-z_]\w+|d)(\.[A-Za-z_]\w*)+")


def names(page: Path) -> Iterator[str]:
    """What stands in backticks in the sentences of a page."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    for found in re.findall(r"`([^`]+)`", text):
        yield " ".join(found.split())


def is_wrong(name: str, page: Path) -> bool:
    """Whether a name looks like one of the tree's and is not."""
    words = name.split()
    if name in ELSEWHERE or name.startswith("/"):
        return False
    if words[0] in ("liantu", "make", "python") and len(words) > 1:
        return is_wrong_command(words)
    if name.startswith("--"):
        return words[0].partition("=")[0].rstrip(",") not in options()
    called = name.partition("(")[0]
    if "/" in name and _PATH.fullmatch(name):
        return not is_path(name, page)
    if _FILE.fullmatch(name):
        return name not in files()
    if _DOTTED.fullmatch(called):
        return not is_attribute(called)
    if "(" in name and _IDENTIFIER.fullmatch(called):
        return called not in definitions()
    return _IDENTIFIER.fullmatch(name) is not None and name not in written()


def is_wrong_command(words: list[str]) -> bool:
    """Whether a line for a terminal names a command, target or module that is not there."""
    if words[0] == "python":
        return "-m" in words and not is_module(words[words.index("-m") + 1])
    known = commands() if words[0] == "liantu" else targets()
    return _IDENTIFIER.fullmatch(words[1].replace("-", "_")) is not None and words[1] not in known


def is_path(name: str, page: Path) -> bool:
    """Whether something of the tree, or of the package, has this path."""
    pattern = re.sub(r"<\w+>", "*", name.rstrip("/"))
    bases = (ROOT, SOURCE, SOURCE / "library" / "policies", page.parent)
    return any(next(base.glob(pattern + end), None) for base in bases for end in ("", ".*"))


def is_module(name: str) -> bool:
    """Whether a dotted name is a module of ours; ``liantu`` itself is one."""
    path = name.replace(".", "/")
    return any((base / f"{path}{end}").exists() for base in (ROOT / "src", ROOT) for end in (".py", "/__main__.py"))


def is_attribute(name: str) -> bool:
    """Whether a dotted name leads to a question of the facade, or to a module or what one defines."""
    first, *rest = name.split(".")
    if first == "d":
        return is_question(rest)
    if first == "liantu":
        path = SOURCE.joinpath(*rest)
        here, above = path.with_suffix(".py"), path.parent.with_suffix(".py")
        if path.is_dir() or here.exists():
            return True
        defining = above if above.exists() else path.parent / "__init__.py"
        return defining.exists() and re.search(rf"\b{rest[-1]}\b", defining.read_text(encoding="utf-8")) is not None
    return all(part in written() for part in rest)


def is_question(parts: list[str]) -> bool:
    """Whether ``d.chain.gaps`` exists: a room of the facade and its question, or something of the view."""
    room = getattr(District, parts[0], None)
    if room is None or len(parts) == 1:
        return room is not None or parts[0] in District.__dataclass_fields__
    annotation = getattr(getattr(room, "func", None), "__annotations__", {}).get("return")
    return annotation is None or parts[1] in methods(annotation)


@cache
def methods(name: str) -> set[str]:
    """The public methods of a class of the facade."""
    for module in (SOURCE / "district").glob("*.py"):
        for node in read_tree(module).body:
            if isinstance(node, ast.ClassDef) and node.name == name:
                return {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
    return set()


@cache
def commands() -> set[str]:
    """The words that may follow ``liantu``."""
    return set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@cache
def targets() -> set[str]:
    return set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@cache
def options() -> set[str]:
    """Every option of the commands, of the benchmarks and of the bundle."""
    pages = [ROOT / "docs" / "reference" / "commands.md", *code()]
    return set(re.findall(r"--[a-z][\w-]*", "\n".join(page.read_text(encoding="utf-8") for page in pages)))


@cache
def code() -> list[Path]:
    """All that is written in Python here, but for the tests."""
    return [path for room in ("src", "bench", "bundle", "tools", "docs") for path in (ROOT / room).rglob("*.py")]


@cache
def files() -> set[str]:
    """The names of all files of the tree; some tables of a folder are there only when a district has rows for them."""
    shown = {
        path.name
        for room in (".", "docs", "districts", "src", "bench", "bundle", "tools", "assets", ".ci")
        for path in ((ROOT / room).rglob("*") if room != "." else ROOT.iterdir())
        if path.is_file()
    }
    tables = {path.name for path in (SOURCE / "model" / "schema").glob("*.csv")}
    return shown | tables


@cache
def definitions() -> set[str]:
    """The functions and classes of the program."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for path in code() for node in list_nodes(path) if isinstance(node, kinds)}


@cache
def written() -> set[str]:
    """Every word of the program and of its data: identifiers, fields, codes, keys of files."""
    kinds = (".py", ".csv", ".yaml", ".toml", ".html", ".js", ".css", ".sh")
    rooms = ("src", "bench", "bundle", "tools", "districts", "assets")
    found = [path for room in rooms for path in (ROOT / room).rglob("*") if path.suffix in kinds and path.is_file()]
    found += [ROOT / "pyproject.toml", ROOT / "Makefile"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in found if "vendor" not in path.parts)
    return set(re.findall(r"[A-Za-z_]\w+", text))


def test_every_name_is_in_the_tree() -> None:
    found = {(page.relative_to(ROOT).as_posix(), name) for page in PAGES for name in names(page)}
    assert sorted((page, name) for page, name in found if is_wrong(name, ROOT / page)) == []


def test_a_name_that_is_nowhere_is_found() -> None:
    page = ROOT / "docs" / "how-to" / "add-a-page.md"
    wrong = (
        "src/liantu/web/pages",
        "liantu sing",
        "make coffee",
        "d.chain.songs()",
        "liantu.chain.songs",
        "sing_song()",
    )
    right = ("src/liantu/model", "liantu gaps", "make test", "d.chain.gaps()", "liantu.chain.gaps", "read_folder()")
    assert [name for name in wrong if not is_wrong(name, page)] == []
    assert [name for name in right if is_wrong(name, page)] == []
