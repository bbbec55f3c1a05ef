"""Every example in the README and the docs runs and prints what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import running

PAGES = [page for page in running.pages() if page.exists()]


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(running.ROOT).as_posix() for page in PAGES])
def test_examples(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running.run_page(page, tmp_path, monkeypatch)


def test_there_are_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert running.run_page(running.ROOT / "README.md", tmp_path, monkeypatch) >= 5
