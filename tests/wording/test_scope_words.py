"""Scopes in both languages: usual ones by the list, an office's own as a quotation, as given on Chinese pages."""

from __future__ import annotations

import pytest

from liantu.wording.scope_words import scope_text


@pytest.mark.parametrize(
    ("scope", "english"),
    [
        ("规上", "above designated size"),
        ("规模以上", "above designated size"),
        ("规上企业", "firms above designated size"),
        ("规上化工", "above designated size “化工”"),
        ("新投产项目", "projects newly in production"),
        ("青山瑞浦、赣锋锂电两个项目", "“青山瑞浦、赣锋锂电两个项目”"),
        ("industrial projects only", "industrial projects only"),
        (None, ""),
    ],
)
def test_a_scope_in_words(scope: str | None, english: str) -> None:
    assert scope_text(scope, "en") == english
    assert scope_text(scope, "zh_CN") == (scope or "")
