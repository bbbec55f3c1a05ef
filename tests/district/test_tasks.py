"""The background of a workspace through the facade, and files on their way in."""

from __future__ import annotations

import io

import openpyxl
import pytest

from liantu.district import District
from liantu.district.loading_tasks import worker_functions
from liantu.model.problems import Problems
from liantu.store.worker import Worker


def work(district: District) -> None:
    """Do what waits, here and now."""
    workspace = district.require_workspace()
    worker = Worker(workspace.engine, worker_functions(workspace))
    while worker.run_next() is not None:
        pass


def filled(district: District, amount: str) -> bytes:
    """The template of capacities with the rows that are there, the first with another amount."""
    book = openpyxl.load_workbook(io.BytesIO(district.imports.template(["capacities"], "zh_CN", filled=True)))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value in ("1000", 1000):
                cell.value = amount
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_file_is_looked_at_and_loaded(orchard: District) -> None:
    id = orchard.imports.queue_preview("sheet.xlsx", filled(orchard, "1200"), "ann")
    assert orchard.tasks.find(id).state == "waiting"
    with pytest.raises(Problems, match=r"sheet\.xlsx"):
        orchard.imports.queue_load(orchard.tasks.find(id), "ann")
    work(orchard)
    preview = orchard.tasks.wait(id, seconds=0)
    assert preview.state == "done"
    assert preview.result["counts"]["capacities"]["changed"] == 1
    load = orchard.imports.queue_load(preview, "ann", "yearly", "report")
    work(orchard)
    assert orchard.tasks.find(load).result == {"number": 2}
    assert orchard.latest().tables.rows("capacities")["juice-1"]["amount"] == "1200"
    assert [task.kind for task in orchard.imports.listed()] == ["load", "preview"]
    change = orchard.history.changes().row(0, named=True)
    assert (change["author"], change["kind"], change["reason"], change["source"]) == (
        "ann",
        "import",
        "yearly",
        "report",
    )


def test_a_file_with_a_bad_cell_is_marked_and_not_loaded(orchard: District) -> None:
    id = orchard.imports.queue_preview("sheet.xlsx", filled(orchard, "many"), "ann")
    work(orchard)
    preview = orchard.tasks.find(id)
    assert preview.result["problems"]
    with pytest.raises(Problems):
        orchard.imports.queue_load(preview, "ann")
    book = openpyxl.load_workbook(io.BytesIO(orchard.imports.mark_workbook(preview, "en")))
    comments = [cell.comment.text for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    assert any("many" in comment for comment in comments)


def test_a_task_is_cancelled_or_not_there(orchard: District) -> None:
    id = orchard.tasks.queue("preview", {"name": "x", "replace": False}, "ann")
    assert orchard.tasks.cancel(id)
    assert not orchard.tasks.cancel(id)
    assert orchard.tasks.wait(id, seconds=60).state == "cancelled"
    with pytest.raises(Problems, match="nothing"):
        orchard.tasks.find("nothing")


def test_a_worker_works_on_the_queue(orchard: District) -> None:
    worker = orchard.tasks.start_worker()
    assert worker is not None
    id = orchard.imports.queue_preview("sheet.xlsx", filled(orchard, "1200"), "ann")
    worker.wake()
    try:
        assert orchard.tasks.wait(id, seconds=60).state == "done"
    finally:
        worker.stop()


def test_a_folder_has_no_queue(folder: District) -> None:
    assert folder.tasks.listed() == []
    assert folder.imports.listed() == []
    assert folder.tasks.start_worker() is None
    for ask in (
        lambda: folder.tasks.find("x"),
        lambda: folder.tasks.queue("preview", {}, "ann"),
        lambda: folder.tasks.cancel("x"),
        lambda: folder.imports.queue_preview("x.xlsx", b"", "ann"),
    ):
        with pytest.raises(Problems) as refused:
            ask()
        assert [problem.code for problem in refused.value.problems] == ["folder_is_read_only"]


def test_the_template_of_a_folder(folder: District) -> None:
    book = openpyxl.load_workbook(io.BytesIO(folder.imports.template(["firms", "plants"], "en")))
    assert len([sheet for sheet in book if sheet.sheet_state == "visible"]) >= 2
    with pytest.raises(KeyError):
        folder.imports.template(["nothing"], "en")
