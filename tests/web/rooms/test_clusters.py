"""The page of clusters: tiers as the article has them, flows in words, and no count where nobody is named."""

from __future__ import annotations

from lxml import html as markup
from tests.local_client import TestClient


def read_page(client: TestClient, lang: str, scheme: str = "") -> markup.HtmlElement:
    answer = client.get("/clusters", params={"lang": lang, **({"scheme": scheme} if scheme else {})})
    assert answer.status_code == 200
    return markup.fromstring(answer.text)


def read_drawn(page: markup.HtmlElement) -> str:
    return " ".join(page.xpath("//svg[contains(@class, 'broad')]//text/text()"))


def test_the_tiers_of_the_article(client: TestClient) -> None:
    page = read_page(client, "zh_CN")
    assert "共18个集群，列名17个；4个有在册装置" in page.xpath("string(//h1)")
    words = read_drawn(page)
    assert "另1个原文未列名" in words
    assert "2025年预计产值140亿元" in words
    assert words.count("企业未掌握") == 9  # nobody is named in nine of them: no 0
    assert "企业0家" not in words


def test_the_nine_new_stars_stand_under_their_number_and_why_one_has_no_name(client: TestClient) -> None:
    page = read_page(client, "zh_CN")
    heads = page.xpath("//svg[contains(@class, 'broad')]//text[@font-size='24']/text()")
    assert [head for head in heads if head.strip()] == ["2", "3", "4", "9"]
    words = read_drawn(page).replace(" ", "")
    assert "“新星”产业集群：未来产业（3）" in words
    assert "“新星”产业集群：高成长性产业集群（6）" in words
    assert "“新星”产业集群：原文称9个，实列8个（3+5）。" in page.text_content()
    assert "new-star clusters: Nine stated, eight names printed (3 + 5)." in read_page(client, "en").text_content()


def test_own_use_is_no_flow_and_what_is_unknown_has_no_amount(client: TestClient) -> None:
    page = read_page(client, "zh_CN")
    words = read_drawn(page)
    assert "需46.1" not in words
    assert "聚四亚甲基醚二醇、蒸汽 量未掌握" in words
    assert "未见流向" in words
    note = page.text_content()
    assert "不是已发生的采购" in note
    assert "自用不算配套，另列：合成氨 45 万吨/年" in note.replace("N-甲基吡咯烷酮 0.504 万吨/年、", "")


def test_another_system_beside_it(client: TestClient) -> None:
    page = read_page(client, "en", "ecosystems")
    assert page.xpath("string(//p[@class='tabs no-print']/a[@aria-current])").startswith("two ecosystems")
    assert "2 clusters, 2 named" in page.xpath("string(//h1)")


def test_an_unknown_system_is_refused_in_words(client: TestClient) -> None:
    answer = client.get("/clusters", params={"scheme": "33618"})
    assert answer.status_code < 500
    assert "33618" in answer.text


def test_the_made_up_district_states_an_actual_output(made_up: TestClient) -> None:
    words = read_drawn(read_page(made_up, "zh_CN"))
    assert "2023年实际产值9.6亿元，档位20亿元" in words.replace(" ", "")


def test_pictures_as_files(client: TestClient) -> None:
    for path in ("/clusters/picture/tiers.svg", "/clusters/picture/flows.svg"):
        svg = client.get(path, params={"lang": "zh_CN"}).text
        assert svg.startswith("<svg")
        assert "2023年12月" in svg  # days of sources in words
        assert "2023-04..12" not in svg


def test_the_page_says_which_cells_to_fill_first(client: TestClient, made_up: TestClient) -> None:
    panel = read_page(client, "zh_CN").xpath("//section[h2[contains(., '先补哪一格')]]")[0]
    words = " ".join(panel.text_content().split())
    # Both articles leave out the amounts of steam and PTMEG of Jianfeng, which the other cluster needs.
    assert "问建峰集团" in words
    assert "聚四亚甲基醚二醇：年产能" in words
    assert "“精细化工 → 先进材料”" in words
    assert panel.xpath(".//a[starts-with(@href, '/ask')]")
    assert not read_page(made_up, "en").xpath("//section[h2[contains(., 'Which cell to fill first')]]")
