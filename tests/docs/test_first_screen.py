"""The picture at the head of the READMEs shows the first screen as it is now; it is small, and it is there."""

from __future__ import annotations

import pytest
from PIL import Image
from tests.local_client import TestClient
from tools.first_screen import IMAGES, LANGUAGES, SIZE, describe_first_screen, note_path

from liantu.web.core.app import create_app

from .running import ROOT

READMES = {"zh": "README.zh-CN.md", "en": "README.md"}


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_picture_is_current(name: str) -> None:
    page = TestClient(create_app(ROOT / "districts" / "fuling")).get("/", params={"lang": LANGUAGES[name]}).text
    assert describe_first_screen(page) == note_path(name).read_text(encoding="utf-8"), "run `make picture`"


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_readme_opens_with_it(name: str) -> None:
    picture = IMAGES / f"first-screen-{name}.webp"
    head = (ROOT / READMES[name]).read_text(encoding="utf-8").split("\n## ")[0]
    assert f"(docs/images/{picture.name})" in head
    assert picture.stat().st_size < 200_000
    assert Image.open(picture).size == (SIZE["width"], SIZE["height"])
