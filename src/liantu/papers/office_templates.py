"""The Word templates of a workspace: a folder beside its file, one a kind of paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.exchange.paper import Report

#: Behind the name of the workspace: fuling.db has its templates in fuling.templates.
ENDING = ".templates"


def template_folder(place: str) -> Path:
    """Where the templates of a workspace are. Raises Problems where it is no file."""
    if "://" in place:
        raise Problems([Problem("no_template_place", value=place)])
    return Path(place).with_suffix(ENDING)


def add_template(place: str, kind: str, path: Path) -> Path:
    """Check a template and keep it for a workspace, in the place of an earlier one of its kind. Raises Problems."""
    from liantu.exchange.paper.office_templates import check_template

    folder, content = template_folder(place), path.read_bytes()
    if not Path(place).exists():
        raise Problems([Problem("no_workspace", value=place)])
    check_template(content, kind, path.name)
    folder.mkdir(exist_ok=True)
    target = folder / f"{kind}.docx"
    target.write_bytes(content)
    return target


def list_template_fields(kind: str) -> tuple[str, ...]:
    """The fields that a template of a kind may name. Raises Problems for another kind."""
    from liantu.exchange.paper.office_templates import TEMPLATE_FIELDS

    if kind not in TEMPLATE_FIELDS:
        raise Problems([Problem("unknown_template", value=kind, slots={"choices": ", ".join(TEMPLATE_FIELDS)})])
    return TEMPLATE_FIELDS[kind]


def remove_template(place: str, kind: str) -> None:
    """Print a kind of paper as the program does again. Raises Problems where it has no template."""
    target = template_folder(place) / f"{kind}.docx"
    if not target.exists():
        raise Problems([Problem("no_such_file", value=str(target))])
    target.unlink()


def fill_office_template(district: District, report: Report, kind: str) -> bytes | None:
    """The report in the template of the office; None where it has none. Raises Problems for one that is not safe."""
    workspace = district.workspace
    if workspace is None or "://" in workspace.place:
        return None
    path = template_folder(workspace.place) / f"{kind}.docx"
    if not path.exists():
        return None
    from liantu.exchange.paper.office_templates import fill_template

    return fill_template(path.read_bytes(), report, kind, path.name)
