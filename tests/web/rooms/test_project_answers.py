"""An answer that is kept is given again as it was."""

from __future__ import annotations

from tests.local_client import TestClient

from liantu.web.core.app import create_app


def test_the_second_answer_is_the_first_also_when_it_is_compressed() -> None:
    site = TestClient(create_app("tests/districts/orchard"), headers={"accept-encoding": "gzip"})
    site.get("/person")  # whoever comes first is given the token of their forms
    for address in ("/", "/chain/juice", "/index.json", "/index.csv"):
        first, second = site.get(address), site.get(address)
        assert first.status_code == 200
        assert first.headers.get("content-encoding") == "gzip" or len(first.content) < 1024
        assert first.text == second.text
        assert first.headers.get("content-encoding") == second.headers.get("content-encoding")


def test_languages_are_kept_apart() -> None:
    site = TestClient(create_app("tests/districts/orchard"))
    chinese, english = site.get("/?lang=zh_CN").text, site.get("/?lang=en").text
    assert 'lang="zh-CN"' in chinese
    assert "Links to fill" not in chinese
    assert "Links to fill" in english
    assert site.get("/").text.startswith(english[:15])
    assert '<html lang="en">' in site.get("/").text
