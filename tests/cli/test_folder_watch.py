"""A folder checked while it is written: each look says what is new and what is mended, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from liantu.cli import app
from liantu.cli.folder_watch import FolderWatch, watch_folder
from liantu.district import open_district
from liantu.district.table_files import begin_folder
from liantu.model.problems import Problems


@pytest.fixture
def watch(tmp_path: Path) -> FolderWatch:
    folder = tmp_path / "jianxi"
    begin_folder(folder, "建溪县", date(2025, 12, 31), "福建", "县")
    return FolderWatch(folder, lambda: open_district(folder).check(), "en")


def write(watch: FolderWatch, name: str, *rows: str) -> None:
    (watch.folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_only_what_changed_is_said(watch: FolderWatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch.look()
    assert "Nothing is wrong." in capsys.readouterr().out
    assert not watch.look()
    write(watch, "firms", "id,zh,kind,basis", "a,甲,firma,ours", "b,乙,firm,our")
    watch.look()
    wrong = capsys.readouterr().out
    assert wrong.count("+ firms.csv") == 2
    assert "Still to mend: 2." in wrong
    # One is mended, and the other moves down a row: that it moved is no news.
    write(watch, "firms", "id,zh,kind,basis", "a,甲,firm,ours", "c,丙,firm,ours", "b,乙,firm,our")
    watch.look()
    mended = capsys.readouterr().out
    assert [line[:1] for line in mended.splitlines()[:-1]] == ["-"]
    assert "firma" in mended
    assert "Still to mend: 1." in mended


def test_it_ends_after_its_rounds_and_on_ctrl_c(watch: FolderWatch) -> None:
    assert watch_folder(watch, 0, 2) == []

    def stop() -> list[object]:
        raise KeyboardInterrupt

    assert watch_folder(FolderWatch(watch.folder, stop, "en"), 0, None) == []


def test_the_command_says_so(watch: FolderWatch) -> None:
    write(watch, "plants", "id,zh,firm,basis", "hf,氢氟酸装置,nobody,ours")
    asked = ["check", str(watch.folder), "--watch", "--rounds", "2", "--every", "0.01"]
    found = CliRunner().invoke(app, asked)
    assert found.exit_code == 1
    assert "企业（firms）" in found.output
    assert found.output.count("nobody") == 1
    with pytest.raises(Problems, match="missing_folder"):
        watch_folder(FolderWatch(watch.folder / "none", list, "en"), 0, 1)
