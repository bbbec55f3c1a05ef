"""The figures that the two READMEs print are those of Fuling now."""

from __future__ import annotations

import re

import polars as pl
import pytest

import liantu
from liantu.model import schema

from .running import ROOT
from .test_names import commands

_ROW = re.compile(
    r"^\| (.+?) \| (.+?) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+|unknown|未掌握) \| ([\d,]+) (\S+) \|$", re.MULTILINE
)


@pytest.mark.parametrize(("file", "name", "language"), [("README.md", "en", "en"), ("README.zh-CN.md", "zh", "zh_CN")])
def test_readme_table(file: str, name: str, language: str) -> None:
    printed = _ROW.findall((ROOT / file).read_text(encoding="utf-8"))
    assert len(printed) >= 4
    rows = liantu.open(ROOT / "districts" / "fuling").chain.gaps().head(len(printed))
    said = rows.with_columns(
        pl.col("evidence").map_elements(lambda c: schema.label_code("evidence", c, language), pl.String)
    )
    columns = [name, "evidence", "building", "planned", "supply", "gap_typical", "unit"]
    unknown = "unknown" if language == "en" else "未掌握"
    real = [
        [unknown if v is None else f"{v:,.0f}" if isinstance(v, float) else v for v in row]
        for row in said.select(columns).iter_rows()
    ]
    assert [list(row) for row in printed] == real


@pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md"])
def test_every_command_is_named(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert {name for name in commands() if f"`{name}`" not in text and f"liantu {name} " not in text} == set()
