"""The Word templates of a workspace: a folder beside its file, or one of the server; a file a kind of paper."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.exchange.paper import Letter, PairPage, Paper, PaperSheet, Report

#: Behind the name of the workspace: fuling.db has its templates in fuling.templates.
ENDING = ".templates"
#: The folder of the server for workspaces in PostgreSQL: one folder in it a database.
SERVER_FOLDER = "LIANTU_TEMPLATES"


@dataclass(frozen=True)
class TemplateState:
    """A kind of paper and its template: the day it was kept, what now speaks against it; neither where it has none."""

    kind: str
    since: date | None = None
    problems: tuple[Problem, ...] = ()


def template_folder(place: str) -> Path:
    """Where the templates of a workspace are: beside its file; for a database on a server in a folder named by the
    deployment. Raises Problems where it names none."""
    if "://" not in place:
        return Path(place).with_suffix(ENDING)
    root, database = os.environ.get(SERVER_FOLDER), place.partition("?")[0].rpartition("/")[2]
    if not root or not database or database in (".", ".."):
        raise Problems([Problem("no_template_place", value=database or place.partition("://")[0])])
    return Path(root) / database


def list_templates(place: str) -> list[TemplateState]:
    """Every kind of paper that can have a template, with the one that is kept, checked anew. Raises Problems."""
    from liantu.exchange.paper.office_templates import TEMPLATE_KINDS

    folder = template_folder(place)
    return [_find_state(folder / f"{kind}.docx", kind) for kind in TEMPLATE_KINDS]


def _find_state(path: Path, kind: str) -> TemplateState:
    from liantu.exchange.paper.office_templates import check_template

    if not path.exists():
        return TemplateState(kind)
    try:
        check_template(path.read_bytes(), kind, path.name)
    except Problems as refused:
        return TemplateState(kind, date.fromtimestamp(path.stat().st_mtime), tuple(refused.problems))
    return TemplateState(kind, date.fromtimestamp(path.stat().st_mtime))


def add_template(place: str, kind: str, path: Path) -> Path:
    """Check a template and keep it for a workspace, in the place of an earlier one of its kind. Raises Problems."""
    return keep_template(place, kind, path.name, path.read_bytes())


def keep_template(place: str, kind: str, name: str, content: bytes) -> Path:
    """Check the bytes of a template and keep them, as ``add_template`` does. Raises Problems: nothing is written."""
    from liantu.exchange.paper.office_templates import check_template

    folder = template_folder(place)
    if "://" not in place and not Path(place).exists():
        raise Problems([Problem("no_workspace", value=place)])
    check_template(content, kind, name)
    folder.mkdir(exist_ok=True, parents=True)
    target = folder / f"{kind}.docx"
    part = target.with_suffix(".part")
    part.write_bytes(content)
    part.replace(target)  # a paper that is made meanwhile has the whole old one or the whole new one
    return target


def list_template_fields(kind: str) -> tuple[str, ...]:
    """The fields that a template of a kind may name. Raises Problems for another kind."""
    return tuple(describe_template_fields(kind))


def describe_template_fields(kind: str) -> dict[str, str]:
    """The fields of a kind with what each of them is, as messages. Raises Problems for another kind."""
    from liantu.exchange.paper.office_templates import DESCRIPTIONS

    _require_kind(kind)
    return dict(DESCRIPTIONS[kind])


def make_standard_template(kind: str, name: str, language: str) -> bytes:
    """A template to begin with: every field of a kind in its order. Raises Problems for another kind."""
    from liantu.exchange.paper.office_templates import standard_template

    _require_kind(kind)
    return standard_template(kind, name, language)


def read_template(place: str, kind: str) -> bytes:
    """The template that is kept for a kind. Raises Problems where it has none."""
    return _kept_file(place, kind).read_bytes()


def remove_template(place: str, kind: str) -> None:
    """Print a kind of paper as the program does again. Raises Problems where it has no template."""
    _kept_file(place, kind).unlink()


def fill_office_template(
    district: District, paper: Paper | PaperSheet | Letter | Report | PairPage, kind: str
) -> bytes | None:
    """The paper in the template of the office; None where it has none. Raises Problems for one that is not safe."""
    from liantu.exchange.paper import Letter, PaperSheet, Report

    workspace = district.workspace
    if workspace is None or not isinstance(paper, (Letter, PaperSheet, Report)):
        return None
    if "://" in workspace.place and not os.environ.get(SERVER_FOLDER):
        return None
    path = template_folder(workspace.place) / f"{kind}.docx"
    if not path.exists():
        return None
    from liantu.exchange.paper.office_templates import fill_template

    return fill_template(path.read_bytes(), paper, kind, path.name)


def _kept_file(place: str, kind: str) -> Path:
    _require_kind(kind)
    path = template_folder(place) / f"{kind}.docx"
    if not path.exists():
        raise Problems([Problem("no_such_file", value=path.name)])
    return path


def _require_kind(kind: str) -> None:
    from liantu.exchange.paper.office_templates import TEMPLATE_KINDS

    if kind not in TEMPLATE_KINDS:
        raise Problems([Problem("unknown_template", value=kind, slots={"choices": ", ".join(TEMPLATE_KINDS)})])
