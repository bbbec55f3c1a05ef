"""Workspaces as a whole: made, looked at, brought up to date, saved and proved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from liantu.model.problems import Problem

if TYPE_CHECKING:
    from liantu.store.commit import ChangeEntry
    from liantu.store.workspace import Workspace
    from liantu.store.workspace_status import WorkspaceStatus


def sign_change(author: str, kind: str, reason: str = "", source: str = "") -> ChangeEntry:
    """What a change of a workspace is recorded with: who, what kind, why, on what ground."""
    from liantu.store.commit import ChangeEntry

    return ChangeEntry(author, kind, reason, source)


def create_workspace(place: str | Path, folder: Path, entry: ChangeEntry) -> Workspace:
    """A new workspace that begins with the tables of a folder, its registers beside it. Raises Problems."""
    from liantu.district.registers import copy_registers
    from liantu.exchange.folder.district_folder import read_folder
    from liantu.library.shipped_tables import load_library
    from liantu.store.workspace import Workspace

    tables, _ = read_folder(folder, beneath=load_library())
    made = Workspace.create(place, tables, load_library(), entry)
    copy_registers(folder, str(place))
    return made


def describe_workspace(place: str) -> WorkspaceStatus:
    """What a workspace holds; also one that still has to be migrated. Raises Problems."""
    from liantu.store.database import connect
    from liantu.store.workspace_status import workspace_status

    return workspace_status(connect(place))


def migrate_workspace(place: str) -> str:
    """Bring a workspace of an older version to this one; the version it is of now. Raises Problems."""
    from liantu.store.database import connect
    from liantu.store.migration import migrate_database

    return migrate_database(connect(place))


def back_up_workspace(place: str, file: Path) -> int:
    """Write everything in a workspace to one file; how many rows. Raises Problems."""
    from liantu.store.backup import write_backup
    from liantu.store.database import connect

    return write_backup(connect(place), file)


def restore_workspace(file: Path, place: str) -> int:
    """Make a workspace of a backup; how many rows. Raises Problems when the place already holds one."""
    from liantu.store.backup import restore

    return restore(file, place)


def verify_workspace(workspace: Workspace) -> list[Problem]:
    """What is not whole in a workspace: its history, its files, the rules of its district."""
    from liantu.store.integrity import find_integrity_problems

    return find_integrity_problems(workspace)


def compare_moments(workspace: Workspace, first: int, second: int) -> pl.DataFrame:
    """What differs between two changes of a workspace: table, row, field, before, after."""
    from liantu.store.cell_history import compare_cells

    return compare_cells(workspace.moment(first).rows, workspace.moment(second).rows)
