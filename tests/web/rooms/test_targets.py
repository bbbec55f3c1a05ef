"""The page of targets: what can be said of each of the article's, and what cannot."""

from __future__ import annotations

from lxml import html as markup
from tests.local_client import TestClient


def read_page(client: TestClient, lang: str, **query: str) -> tuple[str, str]:
    answer = client.get("/targets", params={"lang": lang, **query})
    assert answer.status_code == 200
    page = markup.fromstring(answer.text)
    return page.xpath("string(//h1)"), " ".join(page.xpath("//svg[contains(@class, 'broad')]//text/text()"))


def test_what_can_be_said_of_2027(client: TestClient) -> None:
    heading, words = read_page(client, "zh_CN")
    assert "2027年目标：6项中，1项能说差多少，2项有条件，3项现在不能说" in heading
    assert "2023年：6 户" in words
    assert "尚需新增 4 户" in words
    assert "若2023年为1400" in words
    assert "10.7%" in words  # (2100 / 1400) ** (1 / 4) - 1
    assert "年年" not in words


def test_in_english_and_of_the_made_up_district(client: TestClient, made_up: TestClient) -> None:
    assert "of 6, 1 can be judged" in read_page(client, "en")[0]
    # Of the key projects only a floor is published: what they lack at most.
    assert (
        "Targets of 2025: of 6, 4 can be judged, 1 by a bound alone, 1 under a condition" in read_page(made_up, "en")[0]
    )


def test_a_base_of_another_scope_is_marked_and_not_called_a_forecast(client: TestClient) -> None:
    """Output is counted of firms above the threshold, the target is of all: the arithmetic stays, and says so."""
    _, words = read_page(client, "zh_CN")
    squeezed = words.replace(" ", "")
    assert "1020–1530亿元（口径不同）" in squeezed
    assert "不预测该年、不给概率" in squeezed
    assert "不作测算" not in squeezed
    assert "尚需新增4户（口径不同）" not in squeezed
    english = read_page(client, "en")[1]
    assert "(from another scope)" in english
    assert "no forecast" not in english


def test_on_its_last_day_a_year_has_nothing_to_come_and_no_pace(client: TestClient) -> None:
    words = read_page(client, "zh_CN")[1].replace(" ", "")
    assert "该年已过，全年实绩未掌握" in words
    assert "4—12月实绩未掌握，合计须达1858.6亿元方完成目标" in words
    assert "至3月完成全年目标的25.7%" in words
    for said in ("本年余下", "时序进度", "尚需新增0–28.4亿元", "尚需新增未掌握"):
        assert said not in words
    november = read_page(client, "zh_CN", as_of="2023-11-30")[1].replace(" ", "")
    assert "4—12月尚需完成1858.6亿元" in november
    assert "至3月完成全年目标的25.7%，时序进度25.0%" in november


def test_the_condition_of_an_expected_part_is_not_cut(client: TestClient) -> None:
    assert "what of it is in the base is unknown" in read_page(client, "en")[1]


def test_the_furthest_target_is_built_up_and_targets_stand_beside_each_other(client: TestClient) -> None:
    words = read_page(client, "zh_CN")[1].replace(" ", "")
    for said in ("2027年工业产值：由哪里来", "至多140", "至少1360", "12.5%", "合412亿元", "未注明规上"):
        assert said in words
    for said in ("2×1000+3×500+4×100", "3900亿元", "9个未定档集群不在内", "25%", "47.6%"):
        assert said in words
    assert "矛盾" not in words


def test_what_an_address_says_that_its_page_does_not_read_is_named(client: TestClient, made_up: TestClient) -> None:
    page = client.get("/targets", params={"lang": "en", "same_scope": "yes"}).text
    assert "The address names “same_scope”, which this page does not know; it was not used." in page
    assert client.get("/targets.json", params={"lang": "en", "same_scope": "yes"}).json()["not_used"]
    assert "does not know; it was not used" not in client.get("/targets", params={"lang": "en"}).text
    year = made_up.get("/clusters/concentration", params={"lang": "en", "year": "1900"})
    assert year.status_code == 422
    assert "“1900” is not one of the choices" in " ".join(markup.fromstring(year.text).text_content().split())
    narrowed = made_up.get("/clusters/concentration", params={"lang": "en", "has.state": "nothing"}).text
    assert "the list has no “nothing”" in narrowed
