"""招商简报: two pages in two versions; the outward one names no firm, in whatever file it stands."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from docx import Document
from tests.attract.proposals.situations import read_every_load
from tests.examples import choose_of_each, in_one_language
from tests.exchange.paper.test_paper import docx_text

import liantu
from liantu.district import District
from liantu.exchange.paper.firm_names import NAMED, list_firm_names, refuse_firm_names
from liantu.exchange.paper.report import ReportTable
from liantu.model.problems import Problems
from liantu.papers import OF_LINK, PaperRequest, list_forms, requested_paper_bytes
from liantu.papers.brief import VERSIONS, brief_paper, check_outward
from liantu.papers.brief.sections import SECTIONS
from liantu.wording import translator

from .pages import A4, printed_pages

ROOT = Path(__file__).parents[2]
LANGUAGES = ("zh_CN", "en")
NO_PROMISE = {"zh_CN": "本项为测算，未经企业确认，不构成采购承诺。", "en": "is no promise to buy"}


@pytest.fixture(scope="module")
def fuling() -> District:
    return liantu.open(ROOT / "districts" / "fuling")


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(ROOT / "districts" / "yunxi")


def brief(district: District, product: str, version: str, form: str, language: str = "zh_CN") -> bytes:
    return requested_paper_bytes(district, PaperRequest("brief", product=product, version=version), form, language)


def words(content: bytes) -> str:
    return "".join("".join(page.text for page in printed_pages(content)).split())


@in_one_language("version", VERSIONS)
def test_a_brief_is_two_pages_of_a4(fuling: District, version: str, language: str) -> None:
    pages = printed_pages(brief(fuling, "electrolyte", version, "pdf", language))
    assert [page.size for page in pages] == [A4, A4]
    assert not any(page.overflows for page in pages)


def test_the_figures_are_those_of_the_list(fuling: District) -> None:
    gap = fuling.chain.gaps("invite").filter(product="electrolyte").row(0, named=True)
    # 3.9 万吨 for the 30 GWh being built and 5.46 for the 42 that nobody itemised: 1,300 t a GWh.
    assert (gap["building"], gap["gap_typical"]) == (pytest.approx(39_000), pytest.approx(93_600))
    text = words(brief(fuling, "electrolyte", "outward", "pdf"))
    for figure in (
        "9.36万吨",
        "3.90万吨",
        "5.46",
        "8.4—10.5",
        "0.94",
        "1套＝10万吨/年",
        "工信部联原〔2022〕34号",
        "600万千瓦时",
    ):
        assert figure in text, figure
    assert "准入：待核" in text


def test_the_internal_version_begins_with_the_conclusion(fuling: District) -> None:
    """93,600 t are 0.94 plants of 100,000; were all 72 GWh NCM811, of 850 t a GWh, it would be 61,200."""
    inside, outward = (brief_paper(fuling, "electrolyte", "zh_CN", version) for version in ("internal", "outward"))
    assert [part.name for part in inside.sections][:2] == ["conclusion", "missing"]
    (said,) = [text for text in inside.texts() if "结论首先取决于" in text]
    assert said.startswith("按已掌握资料有缺口，折合0.94套常见装置，其中在建部分需3.90 万吨/年。")
    assert "若“工艺或体系：三元电芯制造”，缺口为6.12 万吨/年；先向瑞浦兰钧核实" in said
    assert "conclusion" not in {part.name for part in outward.sections}


def test_the_outward_version_says_which_industry_the_link_would_join(fuling: District) -> None:
    outward, internal = (words(brief(fuling, "electrolyte", version, "pdf")) for version in VERSIONS)
    # 72 GWh in all, 30 of them being built: as the articles print them.
    assert "产能：在产0、在建30、规划及未列明42，合计72GWh/年" in outward
    assert "动力电池产业链，所属集群：新能源汽车动力电池及轻量化部件" in outward
    assert "产业基础" not in internal


def test_outside_only_numbers_of_users_inside_their_names(fuling: District) -> None:
    outward, internal = (words(brief(fuling, "electrolyte", version, "pdf")) for version in VERSIONS)
    assert "在建1个、规划2个" in outward
    assert NO_PROMISE["zh_CN"] in outward
    assert NO_PROMISE["zh_CN"] in internal
    names = ("瑞浦兰钧", "赣锋锂电", "吉利科技")
    assert not [name for name in names if name in outward]
    assert [name for name in names if name not in internal] == []
    assert "青山实业瑞浦兰钧年产30GWh电芯项目" in internal
    assert "内部使用·请勿外传" in internal
    assert "内部使用" not in outward


def test_word_says_the_same_as_the_pdf(fuling: District) -> None:
    for version in VERSIONS:
        word = "".join(docx_text(brief(fuling, "electrolyte", version, "docx")).split())
        for section in SECTIONS:
            # Nobody is talked to in Fuling.
            shown = version in section.versions and section.name != "clauses"
            title = translator("zh_CN")(section.title)
            assert (title in word) is shown, (version, section.name)


def draw_links(district: District) -> list[str]:
    """Of the links of each list some of each evidence, all in ``make fuzz``."""
    rows = district.chain.gaps("all").select("product", "list", "evidence").rows()
    return [product for product, *_kind in choose_of_each(rows, lambda row: row[1:], 2)]


@pytest.mark.hypothesis
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outward_version_of_every_link_names_no_firm(fuling: District, yunxi: District, language: str) -> None:
    """What is made of links of both districts, read for every name that any firm goes by."""
    for district in (fuling, yunxi):
        names = list_firm_names(district.tables)
        assert len(names) > 10
        for product in draw_links(district):
            report = brief_paper(district, product, language, "outward")
            refuse_firm_names(report.texts(), names, product)


@pytest.mark.hypothesis
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_internal_version_of_every_link_is_made(fuling: District, yunxi: District, language: str) -> None:
    for district in (fuling, yunxi):
        for product in draw_links(district):
            assert brief_paper(district, product, language, "internal").sections, product


def test_moves_by_answer_have_the_digits_of_their_difference(fuling: District) -> None:
    """500 t of foil a GWh: 36 of 72 GWh, and 6 less where 12 of them are not built."""
    report = brief_paper(fuling, "cufoil", "en", "internal")
    blocks = [block for section in report.sections for block in section.blocks if isinstance(block, ReportTable)]
    (table,) = [block for block in blocks if block.title.startswith("Gap by answer")]
    assert table.headings[3] == "Against 36.00"
    assert [row[2:] for row in table.rows] == [["25.2", "−10.8"], ["30.00", "−6.00"]]


def test_a_use_by_any_route_says_its_unit(yunxi: District) -> None:
    """No route is chosen for a plant of cells: its need of electrolyte is from the least to the largest of all."""
    text = "\n".join(brief_paper(yunxi, "electrolyte", "zh_CN", "internal").texts())
    terms = [t for t in yunxi.chain.account("electrolyte")["terms"] if t["coefficient"]]
    [use] = {(c["low"], c["high"]) for t in terms if (c := t["coefficient"]) and c["any_route"]}
    assert f"（{use[0]:g}—{use[1]:g}） 吨/GWh" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_internal_version_names_the_first_candidates_and_no_recalled_one(
    fuling: District, yunxi: District, language: str
) -> None:
    def text_of(district: District, product: str, version: str) -> str:
        paper = brief_paper(district, product, language, version)
        return "\n".join(paper.texts())

    rows = yunxi.attract.candidates("electrolyte").filter("lead")
    first = rows.group_by("is_supplier", maintain_order=True).first()
    first = first.with_columns(pl.coalesce(*(("short",) if language == "zh_CN" else ("en",)), "name").alias("said"))
    inside = text_of(yunxi, "electrolyte", "internal")
    for row in first.iter_rows(named=True):
        assert row["said"] in inside
        assert f"{row['points']:g}" in inside
    assert translator(language)("To be verified first.") in inside
    outside = text_of(yunxi, "electrolyte", "outward")
    assert not [firm for name in ("name", "short", "en") for firm in rows[name].drop_nulls() if firm in outside]
    read = {*fuling.attract.candidates("graphite")["name"]}
    recalled = fuling.attract.candidates("graphite", recalled=True).filter(~pl.col("name").is_in([*read]))
    assert recalled.height
    printed = text_of(fuling, "graphite", "internal")
    assert not [text for text in (*recalled["name"], *recalled["short"].drop_nulls()) if text in printed]


def test_makers_here_stand_at_the_door_with_their_state_as_among_the_candidates(yunxi: District) -> None:
    inside = brief_paper(yunxi, "electrolyte", "zh_CN", "internal").texts()
    [door] = [text for text in inside if text.startswith("区内商品量")]
    assert "区内在产或可能生产的企业：虚构丙（本区在建）。" in door
    assert any(text.startswith("虚构丙（本区在建") for text in inside)  # and among those who make it
    assert "虚构丙" not in "".join(brief_paper(yunxi, "electrolyte", "zh_CN", "outward").texts())


def test_a_maker_here_that_the_chain_supplies_from_stands_at_the_door_once(fuling: District) -> None:
    [door] = [t for t in brief_paper(fuling, "ptmeg", "zh_CN", "internal").texts() if t.startswith("区内商品量")]
    assert door.count("建峰集团") == 1


@pytest.mark.parametrize("version", VERSIONS)
def test_a_brief_of_what_the_country_has_too_much_of_asks_for_no_new_capacity(
    fuling: District, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_every_load(monkeypatch)
    fuling = District(fuling.given, fuling.as_of)
    texts = {p: "\n".join(brief_paper(fuling, p, "zh_CN", version).texts()) for p in ("electrolyte", "sepcoat")}
    assert "不新增产能" in texts["electrolyte"]
    assert "不新增产能" not in texts["sepcoat"]


def test_an_outward_pdf_that_names_a_firm_is_refused(fuling: District) -> None:
    """A firm that is called as a source is titled stands in the foot: no such file is written."""
    source = fuling.tables["sources"].filter(pl.col("id") == "paper-a")["zh"][0]
    named = _with_firm(fuling, source[:4])
    with pytest.raises(Problems) as refused:
        brief(named, "electrolyte", "outward", "pdf")
    assert {problem.code for problem in refused.value.problems} == {"firm_named_outside"}
    assert source[:4] in refused.value.problems[0].message("zh")
    with pytest.raises(Problems):
        brief(named, "electrolyte", "outward", "docx")
    assert brief(named, "electrolyte", "internal", "pdf").startswith(b"%PDF")


def test_the_pdf_itself_is_read(fuling: District) -> None:
    content, names = brief(fuling, "electrolyte", "internal", "pdf"), list_firm_names(fuling.tables)
    with pytest.raises(Problems, match="firm_named_outside"):
        check_outward(content, names, "a paper")
    check_outward(brief(fuling, "electrolyte", "outward", "pdf"), names, "a paper")


def _with_firm(district: District, name: str) -> District:
    firms = district.given["firms"]
    row = dict.fromkeys(firms.columns) | {"id": "foot", "zh": name}
    more = pl.concat([firms, pl.DataFrame([row], schema=firms.schema)])
    return replace(district, given=district.given.replace(firms=more))


@pytest.mark.parametrize(("table", "field"), NAMED)
def test_firms_that_are_talked_to_or_might_be_are_named_outside_as_little(
    yunxi: District, table: str, field: str
) -> None:
    """Whoever is invited need not stand among the firms of the district; an outward text that names him is refused."""
    tables = {name for name, _field in NAMED} - {table}
    rows = yunxi.tables[table]
    blank = pl.lit(None, pl.String)
    alone = rows.with_columns(*(blank.alias(name) for at, name in NAMED if at == table and name != field))
    tables_of_it = yunxi.tables.replace(**{table: alone}, **{name: yunxi.tables[name].clear() for name in tables})
    invited = {name for name in rows[field] if name}
    names = {*list_firm_names(tables_of_it)}
    assert invited
    assert {name for name in invited if len(name) > 1} <= names
    with pytest.raises(Problems, match="firm_named_outside"):
        refuse_firm_names([f"在谈：{min(invited)}。"], names, "t")


def test_firms_that_are_tied_to_others_are_named_outside_as_little(yunxi: District) -> None:
    """Customers, suppliers and groups stand in relations as text, and in the library: none of them is a firm here."""
    names = list_firm_names(yunxi.tables)
    assert {"虚构甲一电解液股份有限公司", "正达凯"} <= {*names}
    with pytest.raises(Problems, match="firm_named_outside"):
        refuse_firm_names(["客户为虚构甲一电解液股份有限公司。"], names, "t")


def test_names_of_latin_letters_are_words_of_their_own() -> None:
    refuse_firm_names(["an adept paper on reptiles"], ["REPT"], "t")
    for text in ("sold to REPT.", "rept", "a (Rept)"):
        with pytest.raises(Problems):
            refuse_firm_names([text], ["REPT"], "t")
    with pytest.raises(Problems):
        refuse_firm_names(["瑞浦\n兰钧"], ["瑞浦兰钧"], "t")


def test_an_unknown_amount_is_said_and_draws_nothing(fuling: District) -> None:
    gaps = fuling.chain.gaps("all")
    product = gaps.filter(pl.col("gap_typical").is_null())["product"][0]
    text = words(brief(fuling, product, "outward", "pdf"))
    assert "数量无法测算" in text
    assert "折合套数" not in text


def test_what_there_is_not_is_refused_in_words(fuling: District) -> None:
    assert list_forms(OF_LINK[0]) == ("pdf", "docx")
    for request, code in (
        (PaperRequest("brief", product="cell", version="outward"), "no_such_link"),
        (PaperRequest("brief", product="electrolyte", version="secret"), "unknown_version"),
    ):
        with pytest.raises(Problems) as refused:
            requested_paper_bytes(fuling, request, "pdf", "zh_CN")
        assert [problem.code for problem in refused.value.problems] == [code]


def test_properties_of_the_word_file_are_ours(fuling: District) -> None:
    about = Document(io.BytesIO(brief(fuling, "electrolyte", "outward", "docx"))).core_properties
    assert about.author == "链图"
    assert about.title == "锂电池电解液项目招商简报"
    assert about.created is not None
    assert about.created.date() == datetime.now(UTC).date()
