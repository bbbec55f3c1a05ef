"""Pages of the per-mu evaluation on the made-up district: the engine's figures, and no other firm's."""

from __future__ import annotations

import io
import re
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import polars as pl
import pytest
from lxml import html as markup
from openpyxl import load_workbook
from tests.examples import choose_of_each, in_one_language
from tests.local_client import TestClient
from tests.messages import says

from liantu.district import District, open_scheme
from liantu.score.run.run_difference import compare_runs
from liantu.score.scheme.variant import SchemeVariant, vary_scheme

from ..site import FORMS, LANGUAGES, read

SCHEME = "yunxi-made-up"
PLACES = (
    "/score",
    "/score?scheme=chongqing-2023",
    "/score?group=规下&grade=D&unstable=yes",
    "/score/schemes",
    "/score/scheme/yunxi-made-up",
    "/score/scheme/huaian-2024",
    "/score/firm/f033",
    "/score/firm/f018",
    "/score/firm/f003?scheme=huangyan-2022",
    "/score/what-if",
    "/score/what-if?weight.规上.tax_per_mu=20&cap=none&rule=median",
    "/score/what-if?scheme=chongqing-2023&weight.规上.tax_per_mu=20",
    "/score/groups",
    "/score/land",
    "/score/land/f001",
    "/score/parcels",
    "/score/tenants",
    "/score/entry",
    "/score/entry?project=project-1",
    "/score/entry?land=20&tax=3&place=east-bank",
    "/score/runs",
    "/score/run/run-2022",
    "/score/difference",
    "/score/notice/run-2022",
    "/score/objections",
    "/score/history",
)


def other_form(address: str, form: str) -> str:
    path, mark, query = address.partition("?")
    return f"{path}.{form}{mark}{query}"


@pytest.mark.parametrize("address", PLACES)
def test_every_view_has_four_forms_in_both_languages(made_up: TestClient, address: str) -> None:
    for language in LANGUAGES:
        page = read(made_up, address, language)
        assert page.status == 200
        mark = "虚构示例" if language == "zh_CN" else "Fictitious"
        assert any(mark in text for text in page.texts)
        if language == "en":
            frame = page.tree.xpath("//nav//a | //button | //th | //legend | //caption")
            spoken = [
                text
                for one in frame
                if not one.get("lang") and re.search(r"[\u3400-\u9fff]", text := one.text_content())
            ]
            assert spoken == []
    for form in FORMS[1:]:
        assert made_up.get(other_form(address, form)).status_code == 200


@pytest.mark.hypothesis
def test_every_link_of_the_room_leads_somewhere(made_up: TestClient) -> None:
    """Of the links to pages of a kind that ask the same, one; in ``make fuzz`` all."""
    seen: set[str] = set()
    for address in PLACES:
        seen |= {link for link in read(made_up, address, "zh_CN").links if link.startswith("/score")}
    followed = choose_of_each(sorted(seen), kind_of_link)
    assert [link for link in followed if made_up.get(link).status_code not in (200, 405)] == []


def kind_of_link(link: str) -> tuple[str, ...]:
    """The beginning of its path and the names of what it asks."""
    parts = urlsplit(link)
    return (*parts.path.split("/")[2:3], parts.path.partition(".")[2], *sorted(parse_qs(parts.query)))


def test_the_ranking_is_that_of_the_engine(made_up: TestClient, yunxi: District) -> None:
    run = yunxi.score.evaluate(yunxi.score.schemes()[SCHEME], 2023)
    told = made_up.get(f"/score.json?scheme={SCHEME}&year=2023").json()
    totals = {row["firm"]: row["total"] for row in told["ranking"]}
    assert totals == dict(run.firms.select("firm", "total").iter_rows())
    assert told["counts"] == run.counts.to_dicts()
    assert told["version"] == run.scheme.version


def test_the_ranking_is_narrowed_by_what_the_address_says(made_up: TestClient) -> None:
    rows = made_up.get("/score.json?group=规下&grade=D").json()["ranking"]
    assert rows
    assert {(row["group"], row["grade"]) for row in rows} == {("规下", "D")}
    shaky = made_up.get("/score.json?unstable=yes").json()["ranking"]
    assert shaky
    assert {row["stable"] for row in shaky} == {False}


def test_what_a_scheme_does_not_tell_stands_first(made_up: TestClient) -> None:
    page = read(made_up, "/score?scheme=chongqing-2023", "zh_CN")
    stops = page.tree.xpath("//ul[@class='problems']/li")
    assert len(stops) == 4
    assert all("待核" in stop.text_content() for stop in stops)


def test_a_scheme_shows_every_parameter_with_its_status(made_up: TestClient) -> None:
    rows = made_up.get("/score/scheme/huangyan-2022.json?lang=zh_CN").json()["parameters"]
    weights = {row["part"]: (row["value"], row["status"]) for row in rows if row["parameter"] == "权重"}
    assert weights["规上企业 · 亩均税收"] == ("30", "confirmed")
    assert ("规下企业 · 单位用电税收", ("50", "confirmed")) in weights.items()
    cutting = [row for row in rows if row["parameter"] == "划档方式"]
    assert [(row["value"], row["status"]) for row in cutting] == [("未掌握", "unknown")]


def test_a_firms_sheet_names_no_other_firm(made_up: TestClient, yunxi: District) -> None:
    others = {name for key, name in yunxi.tables["firms"].select("id", "zh").iter_rows() if key != "f033"}
    page = read(made_up, "/score/firm/f033", "zh_CN")
    text = " ".join(page.texts)
    assert [name for name in others if name in text] == []
    assert not re.search(r"\bf0(?!33)\d\d\b", " ".join([text, *page.links]))


def test_a_year_is_four_plain_digits(made_up: TestClient) -> None:
    for year in ("²", "9" * 5000, "02023"):
        assert made_up.get(f"/score?scheme={SCHEME}&year={year}").status_code == 404


def test_a_firms_points_add_up_and_its_price_counts_the_years(made_up: TestClient) -> None:
    told = made_up.get("/score/firm/f033.json").json()
    assert sum(row["points"] for row in told["items"]) == pytest.approx(told["head"]["total"])
    # Two settled years in D and this one: the third step of the rule.
    assert [(row["years"], row["rate"]) for row in told["prices"]] == [(3, 0.15)]


def test_a_what_if_is_the_engine_under_another_scheme(made_up: TestClient, yunxi: District) -> None:
    scheme = yunxi.score.schemes()[SCHEME]
    other = vary_scheme(scheme, SchemeVariant(weights={("规上", "tax_per_mu"): 20.0}, uncapped=True))
    run, after = yunxi.score.evaluate(scheme, 2023), yunxi.score.evaluate(other, 2023)
    told = made_up.get("/score/what-if.json?weight.规上.tax_per_mu=20&cap=none").json()
    grades = dict(after.counts.select(pl.concat_str("pool", "grade"), "count").iter_rows())
    assert {row["pool"] + row["grade"]: row["after"] for row in told["counts"]} == grades
    assert len(told["moves"]) == compare_runs(run, after)["changed"].sum()


def test_without_a_change_nothing_moves(made_up: TestClient) -> None:
    told = made_up.get("/score/what-if.json?weight.规上.tax_per_mu=45&cap=").json()
    assert told["moves"] == []


def test_a_weight_that_is_no_number_is_said(made_up: TestClient) -> None:
    page = read(made_up, "/score/what-if?weight.规上.tax_per_mu=viel", "en")
    assert page.status == 422
    assert any("viel" in text for text in page.texts)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("weight.规上.tax_per_mu=abc", "规上企业 · 亩均税收 · 权重：“abc”不是数字"),
        ("weight.规上.tax_per_mu=-5", "规上企业 · 亩均税收 · 权重：“-5”是负数"),
        ("weight.规上.tax_per_mu=nan", "规上企业 · 亩均税收 · 权重：“nan”不是数字"),
        ("benchmark.规上.tax_per_mu=-1", "规上企业 · 亩均税收 · 基准值：“-1”不大于零"),
        ("benchmark.规上.tax_per_mu=0", "规上企业 · 亩均税收 · 基准值：“0”不大于零"),
        ("cap=-1", "封顶：“-1”不大于零"),
        ("cap=0", "封顶：“0”不大于零"),
        ("rule=foo", "全部基准：“foo”不在可选值内"),
        ("weight.小微.tax_per_mu=5", "权重：“小微.tax_per_mu”不在可选值内"),
    ],
)
def test_what_a_what_if_cannot_take_is_said_beside_the_form(made_up: TestClient, query: str, said: str) -> None:
    page = read(made_up, f"/score/what-if?{query}", "zh_CN")
    assert page.status == 422
    told = [one.text_content() for one in page.tree.xpath("//*[@id='refused']/ul[@class='problems']/li")]
    assert len(told) == 1
    assert told[0].startswith(said)
    name, value = query.split("=")
    typed = page.tree.xpath("//form//*[self::input or self::select][@name=$name]", name=name)
    if name in ("cap", "weight.规上.tax_per_mu"):
        assert value in [one.value for one in typed if one.get("type") != "hidden"]
    assert page.tree.xpath("//*[@id='forms']/a") == []
    for form in ("json", "csv", "xlsx"):
        answer = made_up.get(other_form(f"/score/what-if?{query}", form), headers={"Cookie": "lang=zh_CN"})
        assert (answer.status_code, said in answer.text) == (422, True)


def test_all_that_a_what_if_cannot_take_is_said_at_once(made_up: TestClient) -> None:
    told = made_up.get("/score/what-if.json?weight.规上.tax_per_mu=x&cap=-1&rule=y").json()["problems"]
    assert len(told) == 3


def test_the_other_forms_follow_a_what_if(made_up: TestClient) -> None:
    query = "weight.%E8%A7%84%E4%B8%8A.tax_per_mu=20&cap=none"
    answer = made_up.get(f"/score/what-if?{query}", headers={"HX-Request": "true", "Cookie": "lang=zh_CN"})
    tree = markup.fragment_fromstring(answer.text, create_parent="div")
    apart = {one.get("id"): one for one in tree.xpath("//*[@hx-swap-oob='true']")}
    assert apart.keys() == {"refused", "forms", "languages", "dates"}
    assert "情景测算" in tree.xpath("//*[@hx-swap-oob='innerHTML:.heading h1']")[0].text_content()
    for key in ("forms", "languages"):
        links = apart[key].xpath(".//a/@href")
        assert links
        assert all("tax_per_mu=20" in link and "cap=none" in link for link in links)
    assert apart["dates"].xpath(".//input[@name='cap']/@value") == ["none"]


def test_a_benchmark_of_a_what_if_has_its_unit(made_up: TestClient) -> None:
    page = read(made_up, "/score/what-if?scheme=huangyan-2022", "zh_CN")
    row = page.tree.xpath("//input[@name='benchmark.规上.tax_per_mu']/ancestor::tr")[0]
    assert row.xpath("td")[-1].text_content() == "万元/亩"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("land=nan&investment=3", ("用地", "Land")),
        ("land=5&investment=inf&place=yunxi", ("固定资产投资", "Fixed investment")),
        ("land=inf", ("用地", "Land")),
        ("land=1e400", ("用地", "Land")),
        ("land=0&tax=3", ("用地", "Land")),
        ("land=5&output=100&energy=-7", ("年综合能耗", "Energy a year")),
        ("land=5&tax=3亩", ("年税收", "Tax a year")),
    ],
)
def test_a_plan_has_finite_numbers_that_are_not_below_zero(
    made_up: TestClient, query: str, field: tuple[str, str], language: str
) -> None:
    page = read(made_up, f"/score/entry?{query}", language)
    assert page.status == 422
    told = page.tree.xpath("//ul[@class='problems']/li")
    assert len(told) == 1
    assert field[LANGUAGES.index(language)] in told[0].text_content()


def test_the_form_holds_a_plans_figures_whole(made_up: TestClient) -> None:
    page = read(made_up, "/score/entry?land=20&output=12345678.5", "en")
    assert page.tree.xpath("//label/input[@name='output']/@value") == ["12345678.5"]


def test_groups_of_a_scheme_stay_in_the_house_until_a_run_by_it_is_out(made_up: TestClient) -> None:
    """What is told under two schemes tells of the firms that only one of them evaluates."""
    inside, out = (f"/score/groups?scheme={one}&year=2022" for one in ("anyang-2019", SCHEME))
    assert "尚无公示或定稿" in made_up.get(inside + "&lang=zh_CN").text
    assert "尚无公示或定稿" not in made_up.get(out + "&lang=zh_CN").text
    assert "on notice or final" in made_up.get(other_form(inside, "json") + "&lang=en").json()["internal"]
    assert "internal" not in made_up.get(other_form(out, "json")).json()
    sheet = load_workbook(io.BytesIO(made_up.get(other_form(inside, "data.xlsx") + "&lang=zh_CN").content)).worksheets[
        0
    ]
    assert any("尚无公示或定稿" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_groups_are_sum_over_sum(made_up: TestClient, yunxi: District) -> None:
    run = yunxi.score.evaluate(yunxi.score.schemes()[SCHEME], 2023)
    own = run.groups.filter((pl.col("by") == "park") & (pl.col("indicator") == "tax_per_mu"))
    rows = made_up.get("/score/groups.json").json()["park"]
    told = {row["park"]: row["value"] for row in rows if row["indicator"] == "tax_per_mu" and row["park"]}
    # Ratios leave the house with four digits (policy disclosure/ratios).
    assert told == pytest.approx(dict(own.select("name", "value").iter_rows()), rel=5.1e-4)


def test_a_small_group_is_hidden_and_its_reason_too(made_up: TestClient) -> None:
    address = "/score/groups?scheme=huaian-2024&year=2022"
    for form in ("csv", "json"):
        assert "complement" not in made_up.get(other_form(address, form)).text


def test_the_difference_of_two_runs_says_why(made_up: TestClient) -> None:
    told = made_up.get("/score/difference.json?one=run-2022-notice&other=run-2022").json()["difference"]
    causes = {row["firm"]: row["causes"] for row in told}
    assert "returns" in causes.pop("f034")
    assert causes.pop("f007") == "benchmark"
    page = read(made_up, "/score/difference?one=run-2022-notice&other=run-2022", "zh_CN")
    text = " ".join(page.texts)
    assert "第一次2023年5月，第二次2023年6月" in text
    assert "原因未掌握" not in text
    assert "待核" not in text


def test_firms_of_another_grade_stand_first_in_a_difference(made_up: TestClient) -> None:
    told = made_up.get("/score/difference.json?one=run-2022-notice&other=run-2022").json()["difference"]
    regraded = [row["grade_before"] != row["grade_after"] for row in told]
    assert any(regraded)
    assert regraded == sorted(regraded, reverse=True)
    page = read(made_up, "/score/difference?one=run-2022-notice&other=run-2022", "zh_CN")
    assert f"共{len(told)}家企业结果不同，其中{sum(regraded)}家等次不同" in " ".join(page.texts)


@pytest.mark.parametrize("run", ["run-2021", "run-2022-trial", "run-2022-notice", "run-2022"])
def test_a_run_of_a_folder_is_made_again(made_up: TestClient, run: str) -> None:
    assert "各企业等次一致" in " ".join(read(made_up, f"/score/run/{run}", "zh_CN").texts)


def test_the_notice_list_has_grades_and_no_value(made_up: TestClient) -> None:
    rows = made_up.get("/score/notice/run-2022.json").json()["grades"]
    assert {key for row in rows for key in row} == {"firm", "group", "grade"}
    # 148 firms; no land, land unknown, power plant and water works have no grade
    assert len(rows) == 144


def test_files_hold_nothing_that_rests_on_a_closed_channel(made_up: TestClient) -> None:
    """f024 gave value added through the survey, f025 in confidence: outside, what rests on it is unknown."""
    address = "/score?scheme=huangyan-2022&year=2023"
    inside = {row["firm"]: row["total"] for row in made_up.get(other_form(address, "json")).json()["ranking"]}
    outside = pl.read_csv(made_up.get(other_form(address, "csv")).content, infer_schema=False)
    totals = dict(outside.select("firm", "total").iter_rows())
    firms = [firm for firm in ("f024", "f025") if inside[firm] is not None]
    assert firms
    assert [totals[firm] for firm in firms] == [None] * len(firms)


_WORKBOOKS = [address for address in PLACES if "chongqing" not in address and "/score/difference" not in address]


@in_one_language("address", [*_WORKBOOKS, "/score/difference?one=run-2022-notice&other=run-2022"])
def test_a_workbook_speaks_as_the_office_does(made_up: TestClient, address: str, language: str) -> None:
    """No heading is a field name, no grade is called reliability, and a name stands beside each id."""
    answer = made_up.get(other_form(address, "data.xlsx"), headers={"Cookie": f"lang={language}"})
    for sheet in load_workbook(io.BytesIO(answer.content)).worksheets:
        heads = [str(cell.value) for cell in sheet[2] if cell.value]
        assert [head for head in heads if re.fullmatch(r"[a-z]+(_[a-z]+)*", head)] == []
        assert {"可信度", "Reliability", "低值", "高值"} & {*heads} == set()
        if language == "zh_CN":
            codes = ("evaluated", "final", "ge", "met", "own", "fixed")
            assert [cell.value for row in sheet.iter_rows() for cell in row if cell.value in codes] == []
            assert [head for head in heads if not re.search(r"[\u3400-\u9fff]|^\d{4}$", head)] == []
        cells = [str(row[at].value) for row in sheet.iter_rows(min_row=3) for at in range(len(heads)) if row[at].value]
        assert [text for text in cells if re.fullmatch(r"[a-z]+(_[a-z]+)+", text)] == []
        if any(re.fullmatch(r"f\d{3}", text) for text in cells):
            assert {"企业", "Firm"} & {*heads}


def test_the_list_for_notice_names_firms_and_grades_in_its_workbook(made_up: TestClient) -> None:
    book = load_workbook(io.BytesIO(made_up.get("/score/notice/run-2022.data.xlsx?lang=zh_CN").content))
    heads, first = ([cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=2, max_row=3))
    assert heads == ["企业编号", "企业", "分组", "等次"]
    assert first == ["f010", "云汐虚构纺织010号公司", "规上企业", "A"]


def test_a_sheet_tells_between_which_ranks_the_firm_stands(made_up: TestClient) -> None:
    head = made_up.get("/score/firm/f033.json").json()["head"]
    page = read(made_up, "/score/firm/f033", "zh_CN")
    assert f"名次区间{head['rank_low']}–{head['rank_high']}（权重±10%）" in " ".join(page.texts)


def test_a_date_that_is_asked_for_holds_for_an_evaluation(made_up: TestClient) -> None:
    every = made_up.get("/score.json").json()["year"]
    before = made_up.get(f"/score.json?as_of={every - 1}").json()
    assert (before["year"], before["as_of"]) == (every - 1, f"{every - 1}-12-31")
    assert made_up.get(f"/score?as_of={every - 1}&year={every}").status_code == 404
    page = read(made_up, "/score?as_of=2019-01-01", "zh_CN")
    assert page.status == 200
    assert any("尚无已结束且有数据的年度" in text for text in page.texts)


def test_files_hold_no_dust_of_computing(made_up: TestClient) -> None:
    for address in ("/score/land.csv", "/score/parcels.csv"):
        assert not re.search(r"-0\.0\b|\.\d{13,}", made_up.get(address).text), address


def test_only_yes_asks_for_unstable_grades(made_up: TestClient) -> None:
    every = made_up.get("/score.json").json()["ranking"]
    assert made_up.get("/score.json?unstable=no").json()["ranking"] == every


def test_nested_links_are_warned_of_where_there_are_links(made_up: TestClient, client: TestClient) -> None:
    said = "各环节互相嵌套，不可加总"
    assert said not in " ".join(read(made_up, "/score", "zh_CN").texts)
    assert said in " ".join(read(client, "/gaps/invite", "zh_CN").texts)


@pytest.mark.parametrize("address", PLACES)
def test_every_json_holds_the_mark_of_a_made_up_district(made_up: TestClient, address: str) -> None:
    assert "虚构示例" in made_up.get(other_form(address, "json"), headers={"Cookie": "lang=zh_CN"}).json()["notice"]


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "不参评"), ("en", "not evaluated")])
def test_a_firm_that_is_not_evaluated_has_no_unknown_points(made_up: TestClient, language: str, word: str) -> None:
    page = read(made_up, "/score/firm/f018", language)
    assert page.tree.xpath("//dl[@class='facts']//dd/text()")[0].strip() == word
    points = {row[-1].text_content().strip() for row in page.tree.xpath("//table[@id='items']/tbody/tr")}
    assert points == {"—"}


#: An id of a firm, of a part of a scheme's file, or a whole check sum.
_RAW = re.compile(r"\bf\d{3}\b|groups\.|\.items|-\d{4} [a-z]+|yunxi-made-up|[0-9a-f]{13,}")


@pytest.mark.parametrize(
    "address",
    [
        "/score",
        "/score?scheme=huangyan-2022",
        "/score?scheme=huaian-2024",
        "/score?scheme=chongqing-2023",
        "/score/what-if?scheme=chongqing-2023",
        "/score/scheme/chongqing-2023",
        "/score/runs",
        "/score/run/run-2022",
        "/score/difference?one=run-2022-notice&other=run-2022",
        "/score/notice/run-2022",
    ],
)
def test_no_chinese_page_of_the_room_shows_an_id(made_up: TestClient, address: str) -> None:
    page = read(made_up, address, "zh_CN")
    texts = page.tree.xpath("//main//text()[not(ancestor::pre or ancestor::option)]")
    told = [text for text in texts if _RAW.search(text) and "SHA-256" not in text]
    assert told == []
    assert [text for text in texts if text.strip() in ("规上", "规下")] == []


def test_what_is_noticed_names_the_firm(made_up: TestClient) -> None:
    notes = " ".join(made_up.get("/score.json?lang=zh_CN").json()["notes"])
    assert "企业“云汐虚构电子002号公司”用地为 0" in notes
    stops = made_up.get("/score.json?scheme=chongqing-2023&lang=zh_CN").json()["stops"]
    assert stops[0].startswith("规上制造业企业 · 权重：“规上制造业企业”的权重未掌握")
    cutting = "划档：“规上制造业企业”的等次划分办法未掌握，不给出等次。请在方案中补充划档办法（cutting）。"
    assert cutting in stops


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_papers_open(made_up: TestClient, yunxi: District, language: str) -> None:
    sheet = f"/paper/firm.{{}}?firm=f033&scheme={SCHEME}&year=2023&lang={language}"
    listed = f"/paper/grades.{{}}?run=run-2022&lang={language}"
    for address in (sheet, listed):
        assert made_up.get(address.format("pdf")).content.startswith(b"%PDF")
        with ZipFile(io.BytesIO(made_up.get(address.format("docx")).content)) as word:
            text = word.read("word/document.xml").decode()
        assert ("虚构示例" if language == "zh_CN" else "Fictitious") in text
        if address == sheet:
            name = "zh" if language == "zh_CN" else "en"
            others = yunxi.tables["firms"].filter(pl.col("id") != "f033")[name]
            assert [one for one in others if one in text] == []
    book = load_workbook(io.BytesIO(made_up.get(listed.format("xlsx")).content))
    assert book.worksheets[0].max_row > 148


def test_a_sheet_of_a_year_before_its_price_rule_stands(made_up: TestClient) -> None:
    address = f"scheme={SCHEME}&year=2021"
    assert "该年度尚无现行电价政策" in " ".join(read(made_up, f"/score/firm/f033?{address}", "zh_CN").texts)
    assert made_up.get(f"/paper/firm.pdf?firm=f033&{address}").content.startswith(b"%PDF")


def test_papers_that_are_not_there_say_so(made_up: TestClient) -> None:
    for address in ("/paper/grades.pdf?run=none", "/paper/firm.pdf", "/paper/firm.pdf?firm=f033&scheme=none"):
        assert made_up.get(address).status_code in (404, 422), address


@pytest.mark.parametrize("address", ["/score", "/score/what-if", "/score/groups", "/score/land", "/score/parcels"])
def test_a_district_without_returns_says_what_to_load(client: TestClient, address: str) -> None:
    for language, word in (("zh_CN", "需要导入什么"), ("en", "What to load")):
        page = read(client, address, language)
        assert page.status == 200
        assert any(word in text for text in page.texts)


def test_what_is_not_there_is_told(made_up: TestClient) -> None:
    wrong = (
        "/score?scheme=none",
        "/score?year=1999",
        "/score/firm/none",
        "/score/run/none",
        "/score/land/none",
        "/score/scheme/x",
    )
    assert [made_up.get(address).status_code for address in wrong] == [404] * len(wrong)


def test_a_scheme_of_the_library_is_read_once() -> None:
    assert open_scheme("huangyan-2022") is open_scheme("huangyan-2022")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_says_what_its_points_are_made_by(made_up: TestClient, language: str) -> None:
    page = read(made_up, "/score/firm/f031?year=2023", language)
    text = " ".join(page.texts)
    told = {
        "zh_CN": ("得分＝权重×企业值÷基准值", "亩均营业收入：同组企业均值的1.2倍", "因“一票否决”调整为D"),
        "en": ("weight × value ÷ benchmark", "sum ÷ sum of the firms of its group", "Veto"),
    }
    for part in told[language]:
        assert part in text
    assert page.tree.xpath("//a[starts-with(@href, '/score/scheme/yunxi-made-up')]")


def test_what_one_corrected_value_would_give(made_up: TestClient, yunxi: District) -> None:
    """By the engine beside it: the same total, and the firm is back where it was with its own value."""
    run = yunxi.score.evaluate(SCHEME, 2023)
    row = yunxi.score.correction_effects(run, "f050", "tax", 700.0).filter(pl.col("firm") == "f050").row(0, named=True)
    address = "/score/firm/f050?scheme=yunxi-made-up&year=2023&field=tax&value="
    text = " ".join(read(made_up, address + "700", "zh_CN").texts)
    assert f"总分{row['total_before']:,.2f}→{row['total_after']:,.2f}" in text
    assert f"等次{row['grade_before']}→{row['grade_after']}" in text
    own = run.returns.filter(pl.col("firm") == "f050")["tax"][0]
    assert "Nothing changes for this firm." in " ".join(read(made_up, f"{address}{own}", "en").texts)
    for wrong, where in (("abc", "税收"), ("nan", "税收")):
        answer = made_up.get(address + wrong + "&lang=zh_CN")
        assert answer.status_code == 422
        assert where in answer.text
    assert made_up.get("/score/firm/f050?year=2023&field=land&value=-3").status_code == 422
    assert made_up.get("/score/firm/f050?year=2023&field=nothing&value=3").status_code == 200


def test_every_form_of_other_weights_is_marked_as_a_scenario(made_up: TestClient) -> None:
    """A weight of 20 instead of 45, no cap: in the title, on the page, in every file, with who and why."""
    query = "weight.规上.tax_per_mu=20&cap=none&why=征求意见"
    said = "规上企业 · 亩均税收 · 权重：假设为20，方案为45（"
    headers = {"Cookie": "lang=zh_CN"}
    page = read(made_up, f"/score/what-if?{query}", "zh_CN")
    assert page.tree.xpath("//h1")[0].text_content().endswith("（情景测算）")
    (note,) = page.tree.xpath("//*[@id='result']//*[@class='whatif']")
    assert [said in item.text_content() for item in note.xpath(".//li")] == [True, False]
    assert "征求意见" in note.text_content()
    told = made_up.get(other_form(f"/score/what-if?{query}", "json"), headers=headers).json()
    assert told["title"].endswith("（情景测算）")
    assert [part["reason"] for part in told["scenario"]] == ["征求意见"] * 2
    sheet = made_up.get(other_form(f"/score/what-if?{query}", "csv"), headers=headers)
    assert said in pl.read_csv(sheet.content)["scenario"][0]
    assert "%E6%83%85%E6%99%AF" in sheet.headers["content-disposition"]
    book = made_up.get(other_form(f"/score/what-if?{query}", "data.xlsx"), headers=headers)
    with ZipFile(io.BytesIO(book.content)) as parts:
        assert said in parts.read("xl/sharedStrings.xml").decode()
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert all("&amp;R&amp;B情景测算" in parts.read(name).decode() for name in sheets)


def test_the_schemes_own_weights_are_no_scenario(made_up: TestClient) -> None:
    told = made_up.get("/score/what-if.json?weight.规上.tax_per_mu=45&why=x").json()
    assert "scenario" not in told
    assert "scenario" not in made_up.get("/score/what-if.csv").text.splitlines()[0]


def test_the_entry_test_refuses_digits_that_are_no_industry(made_up: TestClient) -> None:
    answer = made_up.get("/score/entry.json?land=20&industry=36.7")
    (line,) = answer.json()["problems"]
    assert (answer.status_code, says("unknown_industry", line)) == (422, True)
    assert made_up.get("/score/entry.json?land=20&industry=C3670").status_code == 200


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        # of the four objections one waits for its decision; of the four runs two are final, one on notice, one a trial
        ("/score/objections", "异议申请：共4件，1件未办结"),
        ("/score/runs", "测算留档：共4次，2次已定案"),
        # the made-up scheme alone has 0 in the column of parameters to be verified
        ("/score/schemes", "评价方案：共10个，1个无待核参数"),
        # 149 firms are in the holdings; that of f021 ended in June 2023, and the parcel of f023 has no area; six lease
        ("/score/land", "企业用地：共148家，147家用地已掌握"),
        ("/score/tenants", "租赁企业：6家用地而无自有土地"),
        # that parcel of f023 again; firms above and below the line of size are two groups
        ("/score/parcels", "地块：143块中1块尚未平账"),
        ("/score/groups", "全区加总：亩均税收15.55 万元/亩；另列2个分组"),
    ],
)
def test_headings_count_what_their_lists_hold(made_up: TestClient, address: str, heading: str) -> None:
    page = markup.fromstring(made_up.get(address, params={"lang": "zh_CN"}).text)
    assert page.xpath("string(//h1)").strip() == heading
