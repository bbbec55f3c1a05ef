"""Wrong addresses, dates, changes and files answer in the user's words."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from tests.local_client import TestClient


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/product/unobtainium", 404, ""),
        ("/account/unobtainium", 404, ""),
        ("/account/pta?measure=weight", 404, ""),
        ("/gaps/everything", 404, ""),
        ("/gaps/invite?chain=unheard", 404, "unheard"),
        ("/chain/unheard", 404, ""),
        ("/firm/nobody", 404, ""),
        ("/paper/poem.pdf", 404, ""),
        ("/paper/invite.doc", 404, ""),
        ("/nowhere", 404, ""),
        ("/figures?series=nosuch", 404, "nosuch"),
        ("/dispatch?month=nosuch", 404, "nosuch"),
        ("/stop?subject=nosuch", 404, "nosuch"),
        ("/coupling?scheme=nosuch", 404, "nosuch"),
        ("/clusters?scheme=nosuch", 404, "nosuch"),
        ("/stop?outside=7", 422, "7"),
        ("/green?by=nosuch", 422, "nosuch"),
        ("/?as_of=2023-13-45", 422, "2023-13-45"),
        ("/gaps/invite?as_of=yesterday", 422, "yesterday"),
        ("/balance?known_at=0", 422, "0"),
        ("/what-if?w=nonsense", 422, "nonsense"),
        ("/what-if?w=capacities:nobody;amount=5", 422, "nobody"),
        ("/what-if?w=capacities:pengwei-pta;amount=many", 422, "many"),
        ("/what-if?w=capacities:pengwei-pta;amount=-5", 422, "-5"),
        ("/what-if?w=capacities:pengwei-pta;amount=5;unit=furlong", 422, "furlong"),
        ("/what-if?w=rivers:yangtze;length=5", 422, "rivers"),
        ("/what-if?off=no-such-assumption", 422, "all-lfp"),
        ("/what-if/add?do=dance", 422, "dance"),
        ("/what-if/add?do=load&plant=rept-cell", 422, ""),
    ],
)
def test_what_is_wrong_is_said(client: TestClient, address: str, status: int, said: str, language: str) -> None:
    answer = client.get(address, headers={"Cookie": f"lang={language}"})
    assert answer.status_code == status
    assert said in answer.text
    assert "Traceback" not in answer.text
    assert 'href="/"' in answer.text


def test_all_that_is_wrong_is_said_at_once(client: TestClient) -> None:
    lines = ["capacities:nobody;amount=5", "rivers:yangtze;length=5"]
    answer = client.get("/what-if.json", params={"w": lines})
    assert answer.status_code == 422
    assert len(answer.json()["problems"]) == 2


@pytest.mark.parametrize(
    "address", ["/search?q={}", "/product/{}", "/what-if?w={}", "/?as_of={}", "/what-if?off={}", "/ask?firm={}", "/{}"]
)
def test_markup_in_an_address_stays_text(client: TestClient, address: str) -> None:
    answer = client.get(address.format("<script>alert(1)</script>"))
    assert "<script>alert" not in answer.text
    assert "\"'><img" not in client.get(address.format("\"'><img src=x onerror=alert(1)>")).text


@pytest.mark.parametrize(
    "query", ["?&&==&", "?w", "?as_of=&off=&w=", "?%ff%fe=%00", "?w=%00", "?lang=xx", "?lang=" + "z" * 5000]
)
def test_malformed_queries(client: TestClient, query: str) -> None:
    assert client.get(f"/gaps/invite{query}").status_code in (200, 422)


def _book() -> bytes:
    stream = io.BytesIO()
    book = Workbook()
    book.active.append(["not", "a", "survey"])
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("data", [b"", b"plain text", b"PK\x03\x04 cut off", _book()])
def test_a_wrong_workbook_is_refused_in_words(client: TestClient, data: bytes) -> None:
    answer = client.post(
        "/ask/return", files={"filled": ("return.xlsx", data)}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 422
    assert 'class="problems"' in answer.text
    assert "Traceback" not in answer.text
    assert "/tmp" not in answer.text


def test_a_form_without_a_file(client: TestClient) -> None:
    assert client.post("/ask/return", headers={"Sec-Fetch-Site": "same-origin"}).status_code in (400, 422)
