"""The generated reference pages and figures say what the program says now."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def generator() -> Any:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["tables.md", "problems.md", "commands.md", "templates.md", "library-contents.md"])
def test_page_is_current(name: str) -> None:
    page = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert page == generator().PAGES[name](), f"docs/reference/{name} is out of date: run `make docs`"


@pytest.mark.parametrize("name", ["battery-en.svg", "battery-zh.svg"])
def test_figure_has_the_amounts_of_today(name: str) -> None:
    def amounts(svg: str) -> list[str]:
        return sorted(text for text in re.findall(r">([^<]+)<", svg) if re.search(r"\d", text))

    drawn = (ROOT / "docs" / "images" / name).read_text(encoding="utf-8")
    assert amounts(drawn) == amounts(generator().FIGURES[name]()), f"docs/images/{name} is out of date: run `make docs`"
