"""A new district opens at once, holds nothing, and never overwrites anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import liantu
from liantu.exchange.folder.new_folder import write_new_folder
from liantu.model.problems import Problems


def test_a_new_district_opens_and_is_empty(tmp_path: Path) -> None:
    write_new_folder(tmp_path / "chakou", "茶口县", date(2026, 6, 30), "重庆")
    district = liantu.open(tmp_path / "chakou")
    assert district.as_of == date(2026, 6, 30)
    assert district.chain.gaps("all").is_empty()
    assert district.chain.questions().is_empty()
    assert district.check() == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "plants.csv").write_text("id\n")
    with pytest.raises(Problems, match="folder_in_use"):
        write_new_folder(tmp_path, "茶口县", date(2026, 6, 30))
    assert [file.name for file in tmp_path.iterdir()] == ["plants.csv"]
