"""Only plain files are read, up to their limit, and what is none is called what it is."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from liantu.exchange.regular_files import read_regular_file
from liantu.model.problems import Problems


def refused(path: Path, limit: int = 9) -> tuple[str, str]:
    with pytest.raises(Problems) as told:
        read_regular_file(path, limit)
    (problem,) = told.value.problems
    return problem.code, str(problem.slots.get("kind", ""))


def test_a_file_may_be_as_large_as_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"123456789")
    assert read_regular_file(path, 9) == b"123456789"
    assert refused(path, 8) == ("too_large", "")


def test_what_is_not_there_is_no_link_and_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(tmp_path / "a.csv") == ("unopened_file", "")
    monkeypatch.chdir(tmp_path)  # the name of a socket may have a hundred characters
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("b.csv")
        assert refused(Path("b.csv")) == ("no_regular_file", "a pipe or device")
