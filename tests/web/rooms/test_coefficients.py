"""Coefficients on pages: what figures rest on, which of the district's own count, and the form that replaces one."""

from __future__ import annotations

from math import floor, log10
from urllib.parse import quote

import pytest
from lxml import html as markup
from tests.local_client import TestClient
from tests.messages import says

_CASES = "CELL-LFP/cellcase/input"
_ENDS = ("effect", "falls", "rises")
_FORM = {
    "do": "coefficient",
    "coefficient": _CASES,
    "low": "500",
    "typical": "510",
    "high": "520",
    "basis": "表3.2-4",
    "source": "电芯项目环评报告",
    "kind": "official",
    "grade": "B",
}


def words(client: TestClient, address: str, lang: str = "zh_CN") -> str:
    answer = client.get(f"{address}{'&' if '?' in address else '?'}lang={lang}")
    assert answer.status_code == 200
    return " ".join(markup.document_fromstring(answer.text).xpath("//main")[0].text_content().split())


def test_the_widest_stands_first_as_bar_and_row(client: TestClient) -> None:
    """Cases of 72 GWh of cells: 380, 480 or 680 t each, so 27,360 to 48,960 t."""
    rows = client.get("/coefficients.json").json()["coefficients"]
    first = next(row for row in rows if row["coefficient"] == _CASES)
    assert first["gap_low"] == pytest.approx(72 * 380)
    assert first["gap_high"] == pytest.approx(72 * 680)
    effects = [floor(log10(row["effect"])) for row in rows if row["effect"]]
    assert effects == sorted(effects, reverse=True)
    assert {row["grade"] for row in rows} == {"C"}
    page = markup.document_fromstring(client.get("/coefficients").text)
    names = [link.text_content() for link in page.xpath("//*[name()='svg'][@role='group']//*[name()='a']")]
    shown = page.xpath("//table[@id='coefficients' or caption]//tbody/tr[1]")[0].text_content()
    assert names[0].split("→")[0].strip() in shown  # a long name goes on in a second line


def test_money_at_a_recalled_price_is_a_magnitude_in_every_form(client: TestClient) -> None:
    """From an effect with digits and the swing of the gap anyone could divide out the recalled price."""
    rows = [row for row in client.get("/coefficients.json").json()["coefficients"] if row["recalled"]]
    assert rows
    for row in rows:
        assert all(not row[end] or log10(row[end]) % 1 == pytest.approx(0, abs=1e-9) for end in _ENDS), row
    assert "亿元级" in words(client, "/coefficients")
    assert "hundreds of millions of CNY" in words(client, "/coefficients", "en")


@pytest.mark.parametrize(("lang", "word"), [("zh_CN", "低 · 经验值"), ("en", "low · rule of thumb")])
def test_what_a_figure_rests_on_stands_beside_its_grade(client: TestClient, lang: str, word: str) -> None:
    for address in ("/gaps/invite", "/product/electrolyte", "/account/electrolyte", "/chain/battery", "/coefficients"):
        assert word in words(client, address, lang), address


def test_a_replaced_coefficient_says_so_wherever_it_counts(client: TestClient) -> None:
    answer = client.get("/what-if/add", params=_FORM, follow_redirects=False)
    assert answer.status_code == 303
    line = answer.headers["location"].partition("?")[2]
    moves = words(client, f"/what-if?{line}")
    assert "电芯铝壳及盖板" in moves
    assert "input" not in moves.partition("coefficients:")[0]
    account = words(client, f"/account/cellcase?{line}")
    assert "本区系数：510 吨/GWh，替代库值 380 / 480 / 680 吨/GWh" in account
    assert "本库工程判断" in account
    assert "电芯项目环评报告" in account
    assert "中 · 有出处 · 本区系数" in words(client, f"/product/cellcase?{line}")
    (gap,) = [g for g in client.get(f"/gaps/all.json?{line}").json()["gaps"] if g["product"] == "cellcase"]
    assert gap["gap"]["typical"] == pytest.approx(72 * 510)
    assert (gap["rests_on"], gap["own_coefficients"]) == (["read"], [_CASES])


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("low", "900", "low_typical_high"),
        ("basis", "", "required"),
        ("source", "", "required"),
        ("high", "", "required"),
    ],
)
def test_a_form_that_is_not_filled_in_is_refused(client: TestClient, field: str, value: str, code: str) -> None:
    answer = client.get("/what-if/add", params=_FORM | {field: value}, follow_redirects=False)
    assert answer.status_code == 422
    assert says(code, answer.text)


def test_there_is_no_form_for_what_no_need_counts_with(client: TestClient) -> None:
    assert client.get(f"/coefficients?coefficient={quote('NO/such/input')}").status_code == 404
    assert client.get("/coefficients?grade=Z").status_code == 404
