"""Every example in the README and the docs runs and prints what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from . import running

#: What a reader takes for an example, wherever it stands.
EXAMPLE = re.compile(r"^(?:>>> |\$ liantu )", re.MULTILINE)

PAGES = [page for page in running.pages() if page.exists()]
#: Those in which one may stand; in the others there is nothing to run.
WITH_EXAMPLES = [
    page for page in PAGES if any(mark in page.read_text(encoding="utf-8") for mark in (">>>", "$ liantu"))
]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=[p.relative_to(running.ROOT).as_posix() for p in WITH_EXAMPLES])
def test_examples(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each prints what is beneath it, which is asserted where it runs; none is left out."""
    shown = len(EXAMPLE.findall(page.read_text(encoding="utf-8")))
    assert running.run_page(page, tmp_path, monkeypatch) == shown


def test_no_page_lost_its_examples() -> None:
    found = {page.relative_to(running.ROOT).as_posix(): [b.language for b in running.blocks(page)] for page in PAGES}
    for name in ("README.md", "README.zh-CN.md", "docs/tutorial/first-district.md"):
        assert {"python", "console"} <= set(found[name]), name


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in running.links(page):
            assert (page.parent / target).exists(), f"{page.relative_to(running.ROOT)} links to {target}"
