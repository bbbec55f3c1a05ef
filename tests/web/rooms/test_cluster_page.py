"""The page of one cluster and that of firms in cultivation: pictures first, what is not published said so."""

from __future__ import annotations

from lxml import html as markup
from tests.local_client import TestClient


def read_page(client: TestClient, path: str, lang: str = "zh_CN", **query: str) -> markup.HtmlElement:
    answer = client.get(path, params={"lang": lang, **query})
    assert answer.status_code == 200
    return markup.fromstring(answer.text)


def read_drawn(page: markup.HtmlElement) -> str:
    return " ".join(page.xpath("//svg[contains(@class, 'broad')]//text/text()"))


def read_facts(page: markup.HtmlElement) -> dict[str, str]:
    pairs = page.xpath("//dl[contains(@class, 'posts')]/div")
    return {pair.xpath("string(dt)").strip(): " ".join(pair.xpath("string(dd)").split()) for pair in pairs}


def list_firms(page: markup.HtmlElement) -> list[str]:
    return [str(text) for text in page.xpath("//table[@id='firms']//tbody/tr/td[2]//a/text()")]


def test_fine_chemicals_make_ammonia_and_are_short_of_it(client: TestClient) -> None:
    page = read_page(client, "/cluster/fine-chem")
    assert page.xpath("string(//h1)") == "精细化工：本地产品4种、2种有在产产能；潜在可向2个集群供货"
    words = read_drawn(page)
    assert "45 万吨/年" in words
    assert "1项产能未掌握" in words
    assert "需46.1" not in words  # urea takes the ammonia of its own plant
    assert "不是已发生的采购" in page.text_content()
    assert "自用不算配套，另列：合成氨 45 万吨/年" in page.text_content()
    assert list_firms(page) == ["建峰集团"]


def test_which_of_the_citys_clusters_it_belongs_to_is_not_invented(client: TestClient) -> None:
    facts = read_facts(read_page(client, "/cluster/battery-light"))
    assert facts["对应上级集群"].endswith("未掌握：在册资料未载对应关系")
    assert facts["对应上级集群"].startswith("“33618”现代制造业集群体系")
    assert "距档位860亿元" in facts["产值与档位"]
    assert "动力电池系统产业、轻量化材料产业" in facts["产值与档位"]  # the scope of the 140 stands beside it


def test_statements_of_what_stands_in_it_are_listed(client: TestClient) -> None:
    data = client.get("/cluster/battery-light.json").json()
    assert {row["id"] for row in data["observations"]} >= {"battery-output-2025", "battery-72-february", "kalai-order"}


def test_a_cluster_without_plants_is_unknown_and_not_empty(client: TestClient) -> None:
    page = read_page(client, "/cluster/software", "en")
    assert "No plant of this cluster is on record" in page.xpath("string(//h1)")
    assert "no flow found" in page.xpath("string(//h1)")


def test_fields_of_research_have_the_page_of_any_row_and_others_none(client: TestClient) -> None:
    assert read_page(client, "/cluster/dir-health").xpath("string(//h1)") == "生命健康"
    assert client.get("/cluster/nowhere").status_code == 404
    assert client.get("/cluster/nowhere/picture/made").status_code == 404


def test_a_name_in_a_tier_leads_to_the_page_of_the_cluster(client: TestClient) -> None:
    links = read_page(client, "/clusters").xpath("//svg//a/@href")
    assert any(str(link).startswith("/cluster/fine-chem") for link in links)


def test_the_page_has_the_name_and_tier_of_its_date(made_up: TestClient) -> None:
    now, then = (read_page(made_up, "/cluster/c-battery", as_of=day) for day in ("2023-12-31", "2022-06-30"))
    assert now.xpath("string(//h1)").startswith("动力电池（虚构）：")
    assert then.xpath("string(//h1)").startswith("锂电材料（虚构）：")
    assert read_facts(now)["层级"] == "百亿级主导集群（虚构）"
    assert read_facts(then)["层级"] == "二十亿级支柱集群（虚构）"
    assert read_facts(now)["对应上级集群"].endswith("新能源汽车及零部件（虚构）")
    assert read_facts(then)["对应上级集群"].endswith("未掌握：在册资料未载对应关系")


def test_the_citys_cluster_holds_what_belongs_to_it(made_up: TestClient) -> None:
    assert len(list_firms(read_page(made_up, "/cluster/city-materials"))) == 5
    tabs = read_page(made_up, "/clusters", "en").xpath("//p[contains(@class, 'tabs')]/a/text()")
    assert [str(tab)[:12] for tab in tabs] == ["123 system o", "24 system of", "Key industri"]


def test_lists_beside_say_that_members_are_unknown(client: TestClient) -> None:
    rows = read_page(client, "/clusters").xpath("//table[@id='schemes']//tbody/tr")
    said = {row.xpath("string(td[2])").strip(): [" ".join(t.text_content().split()) for t in row] for row in rows}
    assert said["涪陵工业“18朵金花”"][4:6] == ["18", "无，成员未掌握"]
    assert said["“33618”现代制造业集群体系"][5] == "未列名"
    assert said["2个主导、4个支柱和特色、多个“新星”产业"][4] == "至少6"


def test_what_is_stated_stands_beside_what_is_listed(client: TestClient) -> None:
    page = read_page(client, "/cultivation")
    assert "百亿级载明6户、列名1" in page.xpath("string(//h1)")
    words = read_drawn(page)
    assert "载明326户（2023年12月）" in words
    assert "载明80个（2023年4—12月）" in words
    assert "2027年目标不低于10户" in words
    assert words.count("数量未掌握") == 10  # of the steps of ladders, 科技型中小企业 among them
    said = page.text_content()
    assert "占何者的比例原文未载" in said
    assert "智能工厂和数字化车间原文合并计数，不拆分" in said


def test_the_list_is_narrowed_by_facets(made_up: TestClient) -> None:
    whole = made_up.get("/cultivation.json").json()["cultivation"]
    query = {"has.step": "high_tech", "has.state": "recognised"}
    found = made_up.get("/cultivation.json", params=query).json()["cultivation"]
    assert {row["firm"] for row in found} == {"f006", "f047", "f048", "f085", "f040"}
    assert len(whole) > 2 * len(found)
    page = read_page(made_up, "/cultivation", **{"has.step": "high_tech"})
    assert "2023年10月，已到期，待核" in page.text_content()


def test_no_firm_on_record_is_said_of_a_stated_none(made_up: TestClient) -> None:
    words = read_drawn(read_page(made_up, "/cultivation", "en"))
    assert "stated: 0 (December 2023) aim of 2025: at least 1" in words


def test_concentration_is_for_the_house_alone(made_up: TestClient) -> None:
    page = read_page(made_up, "/clusters/concentration")
    assert "前4户占一半以上的有3组" in page.xpath("string(//h1)")
    assert "仅供内部使用" in page.text_content()
    outside = made_up.get("/clusters/concentration.csv").text.splitlines()
    assert outside[1] == "14,,,,,,,internal"
    assert "%" not in made_up.get("/clusters/concentration.svg").text.split("</defs>")[-1]


def test_concentration_without_returns_says_so(client: TestClient) -> None:
    assert (
        "No firm of a group has returned this item: returns of firms by industry or cluster show how much"
        in read_page(client, "/clusters/concentration", "en").text_content()
    )
