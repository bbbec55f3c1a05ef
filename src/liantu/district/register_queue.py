"""Registers that are imported in the background of a workspace."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.district.documents import Document, Documents
from liantu.district.registers import check_register_id
from liantu.district.tasks import Tasks
from liantu.district.view import DistrictView

#: The kind of task that imports a register.
TASK = "register"


def queue_import(
    view: DistrictView, content: bytes, name: str, id: str, as_of: str, columns: Mapping[str, str], author: str
) -> str:
    """Have a file imported in the background; the id of the task. Raises Problems."""
    check_register_id(id)
    sha256 = Documents(view).store(Document(name, content), author)
    arguments = {"name": name, "id": id, "as_of": as_of, "columns": dict(columns)}
    return Tasks(view).queue(TASK, arguments, author, sha256)
