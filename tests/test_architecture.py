"""The house: who may import whom, how large a module may be, where words may stand."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from statistics import median

import pytest
from tests.source_trees import list_nodes, read_tree
from tools.function_sizes import count_branches, list_function_sizes

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "liantu"
MODULES = sorted(SOURCE.rglob("*.py"))

ENGINES = ("chain", "cluster", "score", "land", "outlook", "attract", "deliver", "innovate")
BELOW_ENGINES = {"disclosure", "library", "model"}
#: What each room may import besides itself: only what lies below it. No engine imports another.
ROOMS = {
    "model": set(),
    "disclosure": {"model"},
    "library": {"disclosure", "model"},
    "wording": {"model"},
    **dict.fromkeys(ENGINES, BELOW_ENGINES),
    "exchange": {"wording", "library", "model"},
    "registers": {"library", "model"},
    "store": {"library", "model"},
    "exchange.paper": {"exchange", "wording", "library", "model"},
    "exchange.survey": {"exchange", "wording", "model"},
    "drawings": {"wording", "model"},
    "access": {"disclosure", "model"},
    "district": {
        *ENGINES,
        *BELOW_ENGINES,
        "access",
        "exchange",
        "exchange.paper",
        "exchange.survey",
        "registers",
        "store",
    },
    "papers": {"district", "access", "drawings", "exchange.paper", "wording", "model"},
    "web": {"liantu", "district", "papers", "wording", "drawings", "access", "model"},
    "cli": {"liantu", "district", "papers", "wording", "drawings", "access", "model"},
    "liantu": {"district"},
    "__main__": {"cli"},
}
#: One command starts the web server.
STARTS = {("liantu.cli.commands.districts", "liantu.web.core.server")}


def room(module: str) -> str:
    """The room a module of ours is in: ``liantu.drawings.svg_text`` is in ``drawings``."""
    parts = module.split(".")[1:]
    if parts[0:1] == ["exchange"] and parts[1:2] in (["paper"], ["survey"]):
        return ".".join(parts[:2])
    return parts[0] if parts else "liantu"


def of_rooms(*rooms: str) -> list[Path]:
    """The modules of some rooms."""
    return [path for path in MODULES if room(name_of(path)) in rooms]


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


#: Every module and package of ours.
_OUR_NAMES = {parent for path in MODULES for parent in (name_of(path), name_of(path.parent / "__init__.py"))}


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Absolute names of the modules that are imported, wherever the import stands."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import hides its room"
            for alias in node.names:
                named = f"{node.module}.{alias.name}"
                yield named if named in _OUR_NAMES else node.module or ""


@cache
def all_imports(path: Path) -> frozenset[str]:
    """What a module imports, also for types only and within functions."""
    return frozenset(imported(list_nodes(path)))


def at_once(path: Path) -> set[str]:
    """What of ours is imported when a module is."""
    return {*ours(imported(read_tree(path).body))}


def found_in(paths: Iterable[Path], look: Callable[[Path], Iterable[object]]) -> dict[str, list[object]]:
    """What is found wrong, by module; those with nothing wrong are left out."""
    return {name_of(path): found for path in paths if (found := [*look(path)])}


def ours(modules: Iterable[str]) -> Iterator[str]:
    return (module for module in modules if module.split(".")[0] == "liantu")


def forbidden_imports(path: Path) -> set[tuple[str, str]]:
    """Imports of a module, also those for types only and those within functions, that its room may not make."""
    name = name_of(path)
    found = {(name, module) for module in ours(all_imports(path))}
    return {pair for pair in found if room(pair[1]) not in {room(name), *ROOMS[room(name)]}} - STARTS


def test_imports_point_downward() -> None:
    assert found_in(MODULES, forbidden_imports) == {}


#: What of the model pages and commands may import: what rows, changes and problems are, and how single values are
#: typed and printed. What is made of the tables they ask the district.
PLAIN_MODEL = {
    "joint_forms",  # which rows a form or a list is of
    "drawn_map",
    *("change", "problems", "schema", "tables"),  # what there is
    *("bounds", "hidden_amounts", "typed_amounts", "units", "written_amounts"),  # amounts
    *("periods", "reporting_periods", "whole_numbers", "written_periods"),  # days, years and counts
    "text_checks",  # what text may hold
    *("disclaimer", "district_address", "nearest"),  # of a district as a whole, and of a name
    "citation_checks",  # said beside a field while it is filled in
}


def model_imports(path: Path) -> set[str]:
    """The modules of the model that a module imports, also for types only."""
    return {m.removeprefix("liantu.model.") for m in ours(all_imports(path)) if room(m) == "model"}


def test_pages_and_commands_compute_nothing_of_the_model() -> None:
    assert found_in(of_rooms("web", "cli"), lambda path: model_imports(path) - PLAIN_MODEL) == {}


def test_what_pages_and_commands_may_import_they_do() -> None:
    found = {m for path in of_rooms("web", "cli") for m in model_imports(path)}
    assert not PLAIN_MODEL - found


def test_the_rule_would_find_an_import_for_types_only() -> None:
    text = "if TYPE_CHECKING:\n    from liantu.web.core import request_view\ndef f():\n    import liantu.cli\n"
    found = sorted(ours(imported(ast.walk(ast.parse(text)))))
    assert found == ["liantu.cli", "liantu.web.core.request_view"]
    assert not {room(m) for m in found} & ROOMS["district"]


def _starts_a_command(path: Path) -> bool:
    """Whether a module is loaded with the command line itself; ``cli.render`` is when a command has its answer."""
    return room(name_of(path)) in ("cli", "__main__") and not name_of(path).startswith("liantu.cli.render")


def test_the_command_line_imports_when_a_command_runs() -> None:
    commands = [path for path in MODULES if _starts_a_command(path)]
    assert len(commands) > 10
    assert found_in(commands, lambda path: {m for m in at_once(path) if m.startswith("liantu.cli.render")}) == {}
    plain = "liantu.model.problems"
    assert found_in(commands, lambda path: {m for m in at_once(path) if m != plain and room(m) != "cli"}) == {}


def test_the_facade_imports_an_engine_when_it_is_asked() -> None:
    may = {"model", "access", "district"}
    assert found_in(of_rooms("district"), lambda path: {room(m) for m in at_once(path)} - may) == {}


#: Opens files, looks at clocks, keeps state or reaches out: not for an engine.
_IMPURE = {"os", "io", "pathlib", "time", "random", "sqlite3", "socket", "subprocess", "tempfile", "urllib", "requests"}


def impurities(path: Path) -> Iterator[str]:
    """What a module does that an engine may not."""
    yield from {m.split(".")[0] for m in all_imports(path)} & _IMPURE
    calls = [node.func for node in list_nodes(path) if isinstance(node, ast.Call)]
    yield from {f.attr for f in calls if isinstance(f, ast.Attribute)} & {"today", "now", "read_csv", "write_csv"}
    yield from {f.id for f in calls if isinstance(f, ast.Name)} & {"open", "print", "input"}


def test_engines_are_pure() -> None:
    assert found_in(of_rooms(*ENGINES), impurities) == {}


#: Programs that ask other machines.
_REACHING_OUT = ("requests", "httpx", "aiohttp")


def test_nothing_reaches_out() -> None:
    def look(path: Path) -> set[str]:
        return {m for m in all_imports(path) if m.split(".")[0] in _REACHING_OUT or m == "urllib.request"}

    assert found_in(MODULES, look) == {}


# -- circles -----------------------------------------------------------------------------------------------------------


def find_circles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Groups of names that reach each other."""
    reach = {name: _reach(edges, name) for name in edges}
    together = {tuple(sorted({n for n in reach[name] if name in reach.get(n, ())} | {name})) for name in edges}
    return sorted(list(group) for group in together if len(group) > 1)


def _reach(edges: Mapping[str, Iterable[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for name in edges.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def module_edges() -> dict[str, set[str]]:
    """Which module imports which of ours, wherever the import stands."""
    return {name_of(path): {*ours(all_imports(path))} - {name_of(path)} for path in MODULES}


def package_edges() -> dict[str, set[str]]:
    """Which package imports which; a package and those inside it are one house."""
    packages = {name_of(path): name_of(path.parent / "__init__.py") for path in MODULES}
    found: dict[str, set[str]] = {package: set() for package in packages.values()}
    for module, others in module_edges().items():
        own = packages[module]
        for other in {packages[other] for other in others}:
            if not f"{own}.".startswith(f"{other}.") and not f"{other}.".startswith(f"{own}."):
                found[own].add(other)
    return found


def test_circles_are_found() -> None:
    assert find_circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == [["b", "c"]]


def test_no_module_is_in_a_circle() -> None:
    assert find_circles(module_edges()) == []


def test_no_package_is_in_a_circle() -> None:
    assert find_circles(package_edges()) == []


_ANSWER = """
import contextlib, io, json, sys
from liantu.cli import main
asked = json.loads(sys.argv[1])
for words in asked:
    sys.argv = ["liantu", *words]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            main()
        except SystemExit as end:
            assert not end.code, words
print(json.dumps(sorted(sys.modules)))
"""


def test_a_command_that_answers_at_once_imports_neither_web_nor_store() -> None:
    folder = str(ROOT / "tests" / "districts" / "orchard")
    asked = [[command, folder] for command in ("gaps", "balance", "extend", "weak", "ask", "check")]
    asked += [["account", folder, "pulp"], ["what-if", folder, "--with", "-capacities:pulp-1"], ["check", "library"]]
    asked += [["schedule", "filed-industrial"], ["calendar", "add", "2026-03-02", "5"]]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE.parent)}
    done = subprocess.run(
        [sys.executable, "-c", _ANSWER, json.dumps(asked)], env=environment, capture_output=True, check=True
    )
    modules = json.loads(done.stdout.decode().splitlines()[-1])
    heavy = {"fastapi", "starlette", "uvicorn", "jinja2", "sqlalchemy", "openpyxl", "docx", "typst", "xlsxwriter"}
    assert not heavy & set(modules)
    assert not [m for m in modules if m.startswith(("liantu.web", "liantu.store", "liantu.papers"))]


# -- size --------------------------------------------------------------------------------------------------------------


def test_modules_are_small() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {name: count for name, count in lines.items() if count > 500}
    assert median(lines.values()) < 100


#: The most that a function may hold.
BRANCHES, LINES = 15, 60


def test_functions_are_small() -> None:
    sizes = list_function_sizes(read=read_tree)
    assert len(sizes) > 1000
    assert [size for size in sizes if size.branches > BRANCHES or size.lines > LINES] == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("if a:\n    pass\nelif b:\n    pass\nelse:\n    pass", 2),
        ("for n in a:\n    while n:\n        pass", 2),
        ("try:\n    pass\nexcept A:\n    pass\nexcept B:\n    pass", 2),
        ("x = 1 if a else 2 if b else 3", 2),
        ("[n for m in a if m if n for n in m]", 4),
        ("match a:\n    case 1:\n        pass\n    case _:\n        pass", 2),
        ("a and b and c or d", 3),
        ("def f():\n    def g():\n        return a or b\n    return g if a else f", 2),
        ("x = a + b", 0),
    ],
)
def test_branches_are_counted(code: str, count: int) -> None:
    assert count_branches(ast.parse(code)) == count


#: FastAPI would take the docstring of these into the document of the addresses.
WITHOUT_DOCSTRING = {"endpoint"}


def undescribed(path: Path) -> list[str]:
    """Functions and methods that say nothing of themselves, also those within others; private ones need not."""
    functions = [node for node in list_nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [f.name for f in functions if not f.name.startswith("_") and not ast.get_docstring(f)]


def test_functions_say_what_they_do() -> None:
    assert found_in(MODULES, lambda path: {*undescribed(path)} - WITHOUT_DOCSTRING) == {}
    assert {name for path in MODULES for name in undescribed(path)} >= WITHOUT_DOCSTRING


#: How often a mapping of anything stands for a type: JSON, YAML and contexts of templates, at the edge.
_OF_ANYTHING = re.compile(r"\b(?:dict|Mapping)\[str, Any\]")


def test_mappings_of_anything_are_few() -> None:
    found = {name_of(path): len(_OF_ANYTHING.findall(path.read_text(encoding="utf-8"))) for path in MODULES}
    assert 0 < sum(found.values()) <= 120


# -- words -------------------------------------------------------------------------------------------------------------

_CJK = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_COMMENTS = re.compile(r"\{#.*?#\}|<!--.*?-->|/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
_WEB = SOURCE / "web"
_PAGES = [p for p in sorted(_WEB.rglob("*")) if p.suffix in (".html", ".js", ".css") and "vendor" not in p.parts]


def literals(nodes: list[ast.AST]) -> Iterator[ast.Constant]:
    """Texts in code; docstrings and other bare strings are no words on a screen."""
    bare = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node


#: Reads what people write, or the notation of units in a table. Each is one module; all of ``wording`` may.
READS_CHINESE = {
    "liantu.model.names_alike",  # what firms are not called
    "liantu.model.units",
    "liantu.model.written_periods",
    "liantu.exchange.documents.capacity_rules",
    "liantu.exchange.documents.document_formats",
    "liantu.exchange.documents.figure_reader",
    "liantu.exchange.documents.figure_rules",
    "liantu.exchange.documents.figure_subjects",
    "liantu.exchange.documents.flat_tables",
    "liantu.exchange.documents.labelled_lines",
    "liantu.exchange.documents.listed_values",
    "liantu.exchange.documents.measure_phrases",
    "liantu.exchange.documents.paragraph_openings",
    "liantu.exchange.documents.period_rules",
    "liantu.exchange.documents.plain_measures",
    "liantu.exchange.documents.proposed_rows",  # how rates and growth are called
    "liantu.exchange.documents.reading_state",
    "liantu.exchange.documents.sentence_parts",
    "liantu.exchange.documents.stated_names",
    "liantu.exchange.documents.stated_quantities",
    "liantu.exchange.documents.stated_ranks",
    "liantu.exchange.documents.stated_stages",
    "liantu.exchange.documents.stated_times",
    "liantu.exchange.documents.status_rules",
    "liantu.exchange.documents.text_repair",
    "liantu.exchange.folder.plain_workbook",  # a sheet of that name is part of the format
    "liantu.exchange.loading.field_match",
    "liantu.exchange.loading.heading_columns",
    "liantu.exchange.loading.references",
    "liantu.exchange.loading.sheet_body",
    "liantu.exchange.loading.stated_sums",
    "liantu.exchange.loading.table_export",  # between the values of a list in a cell
    "liantu.exchange.reading.figure_headings",
    "liantu.exchange.reading.figure_lines",
    "liantu.exchange.reading.heading_words",
    "liantu.exchange.reading.marks",
    "liantu.exchange.reading.place_figure_headings",
    "liantu.exchange.reading.place_words",
    "liantu.exchange.reading.number_formats",  # words of a size behind the digits
    "liantu.exchange.reading.return_words",
    "liantu.exchange.reading.written_bounds",
    "liantu.exchange.reading.written_growth",
    "liantu.exchange.returns.unit_line",
}


@cache
def says_chinese(path: Path) -> list[str]:
    return [f"{node.lineno}: {node.value}" for node in literals(list_nodes(path)) if _CJK.search(str(node.value))]


def reads_chinese(path: Path) -> bool:
    return room(name_of(path)) == "wording" or name_of(path) in READS_CHINESE


def test_chinese_words_stand_in_the_catalogue() -> None:
    assert found_in([path for path in MODULES if not reads_chinese(path)], says_chinese) == {}


def test_what_may_say_chinese_does() -> None:
    assert not READS_CHINESE - {name_of(path) for path in MODULES if says_chinese(path)}


def command_helps(module: ast.Module) -> Iterator[str]:
    """What ``--help`` prints of each command: the docstring of its function."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            names = [d.func.attr for d in node.decorator_list if isinstance(d, ast.Call) and hasattr(d.func, "attr")]
            if {"command", "callback"} & {*names}:
                yield ast.get_docstring(node) or ""


def test_no_chinese_in_the_help_of_commands() -> None:
    helps = {name_of(path): [*command_helps(read_tree(path))] for path in of_rooms("cli")}
    assert sum(map(len, helps.values())) > 20
    assert not {name: text for name, texts in helps.items() for text in texts if _CJK.search(text)}


def test_the_help_of_a_command_is_found() -> None:
    text = '@app.command()\ndef a():\n    """Words."""\n@cache\ndef b():\n    """Others."""\n'
    assert list(command_helps(ast.parse(text))) == ["Words."]


def test_no_chinese_in_templates() -> None:
    def look(path: Path) -> list[str]:
        text = path.read_text(encoding="utf-8")
        lines = _COMMENTS.sub("", text).splitlines() if _CJK.search(text) else []
        return [line.strip() for line in lines if _CJK.search(line)]

    assert len(_PAGES) > 50
    assert not {path.name: found for path in _PAGES if (found := look(path))}
