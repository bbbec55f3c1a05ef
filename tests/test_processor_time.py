"""The book of processor time adds up what each process has used."""

from __future__ import annotations

from tests.processor_time import TimeBook, name_folder


def test_processes_are_added_and_the_dearest_folder_stands_first() -> None:
    book = TimeBook()
    book.add({"tests/model": {"setup": 1.0, "call": 2.0}, "tests/web": {"call": 3.0}})
    book.add({"tests/web": {"call": 4.0, "teardown": 0.5}})
    figures = [line.split() for line in book.lines()]
    assert [(line[1], line[0]) for line in figures] == [("tests/web", "7.5"), ("tests/model", "3.0"), ("all", "10.5")]
    assert figures[0][2:] == ["setup", "0.0", "call", "7.0", "teardown", "0.5"]


def test_a_test_is_booked_with_its_folder() -> None:
    assert name_folder("tests/web/rooms/test_score.py::test_a[b/c]") == "tests/web"
    assert name_folder("tests/test_names.py::test_a") == "tests/test_names.py"
