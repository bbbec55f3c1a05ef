"""`python -m tests.exchange.documents.fuling_rows FOLDER`: what the reader makes of the two articles that Fuling is
drawn from, beside the rows that quote them.

The articles are not in the repository: FOLDER holds them. This is the development set; nothing is proven with it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.exchange.documents.scorer import (
    Article,
    Figure,
    Gold,
    GoldRow,
    _make_form,
    score,
    spell_subject,
)

from liantu.district import open_district
from liantu.exchange.documents.district_names import list_district_names
from liantu.exchange.documents.document_reader import read_figures
from liantu.model.tables import Tables

FULING = Path(__file__).parents[3] / "districts" / "fuling"
#: By source: the start of the article's text, its day.
ARTICLES = {"paper-a": ("唱好", "2023-12-28"), "paper-b": ("地处", "2023-04-20")}
#: Other words of the articles for what the district's indicators are called.
ALSO = {
    "工业产值": ("产值", "规上工业产值"),
    "战略性新兴产业产值增速": ("战略性新兴产业产值",),
    "招引项目": ("招引工业项目", "工业项目"),
    "新签约百亿工业项目": ("百亿工业项目",),
    "动力电池产能": ("电池产能",),
    "研发机构": ("研发中心", "高端研发机构"),
    "现场工人": ("工人",),
    "订单": ("高性能复合新材料订单",),
    "聚酯瓶片产能": ("食品级PET产能",),
    "高性能纤维复合材料轻量化零部件产能": ("高性能纤维复合材料轻量化零部件产能",),
    "动力电池电芯产能": ("电芯产能", "动力电池产能"),
    "重大项目": ("推动成渝地区双城经济圈建设重大项目", "市级重大项目", "区级重大项目"),
    "耐磨指数提高": ("耐磨指数",),
    "研发投入占营业额": ("营业额",),
    "协议资金同比增速": ("协议资金",),
    "从签约到开工用时": ("签约到开工", "用时"),
    "价格降幅": ("价格", "原材料的价格"),
    "销售增长": ("销售",),
    "全球占比": ("己二酸",),
    "掌握技术的企业": ("企业",),
    "新材料产业项目": ("现代化新材料产业项目",),
    "产量全球第一的产品": ("产品", "大单品"),
    "产量全国首位的产品": ("产品",),
}


def read_articles(folder: Path) -> dict[str, Article]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return {
        source: Article(
            source, "news", "", "", day, "涪陵区", next(text for text in texts if text.strip().startswith(start))
        )
        for source, (start, day) in ARTICLES.items()
    }


def list_rows(tables: Tables, articles: dict[str, Article]) -> Gold:
    names = list_names(tables)
    rows = list(_rows(tables, articles, names))
    return Gold(articles, tuple(rows), (), {})


def list_names(tables: Tables) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table in ("firms", "institutes", "places", "plants", "projects", "clusters", "chains", "products"):
        for row in tables[table].select("id", "zh").iter_rows():
            found.setdefault(str(row[0]), set()).add(str(row[1]))
    for entity, name in tables["names"].select("entity", "name").iter_rows():
        found.setdefault(str(entity), set()).add(str(name))
    return found


def _rows(tables: Tables, articles: dict[str, Article], names: dict[str, set[str]]) -> Iterator[GoldRow]:
    indicators = {str(key): str(zh) for key, zh in tables["indicators"].select("id", "zh").iter_rows()}
    for table in ("observations", "targets"):
        for row in tables[table].iter_rows(named=True):
            if row["value"] is None or row["source"] not in articles:
                continue
            measure = indicators[row["indicator"]]
            kind = "growth" if re.search("增速|增长|提高|降幅", measure) else "share" if "占" in measure else "value"
            yield make_row(row, articles, names, table, row["subject"], measure, str(row["value"]), row["unit"], kind)
    steps: dict[str, set[str]] = {}
    for capacity, period in tables["events"].select("capacity", "period").iter_rows():
        steps.setdefault(str(capacity), set()).add(str(period))
    firms = {row["id"]: row["firm"] for row in tables["plants"].iter_rows(named=True)}
    products = {str(key): str(zh) for key, zh in tables["products"].select("id", "zh").iter_rows()}
    for row in tables["capacities"].iter_rows(named=True):
        if row["amount"] is not None and row["source"] in articles:
            subject = firms.get(row["plant"]) or row["group"]
            yield make_row(
                row,
                articles,
                names,
                "capacities",
                subject,
                products.get(row["product"], "") + "产能",
                str(row["amount"]),
                row["unit"],
                "value",
                steps.get(row["id"], set()),
            )


def make_row(row, articles, names, table, subject, measure, value, unit, kind, periods=frozenset()) -> GoldRow:  # type: ignore[no-untyped-def]
    article = articles[row["source"]]
    quote = re.escape(row["quote"])
    match = re.search(quote, article.text)
    first, last = match.span() if match else (0, 1)
    digits = re.search(re.escape(value), article.text[first:last])
    number = (first + digits.start(), first + digits.end()) if digits else (first, last)
    figure = Figure(
        row["source"],
        subject,
        measure,
        Decimal(value),
        unit,
        table,
        row.get("scope") or "",
        "",
        kind,
        row.get("period") or "",
        row.get("comparator") or "eq",
        "",
        ((first, last),),
        number,
    )
    also = set(ALSO.get(measure, ())) | {measure}
    single = {
        "measure": also,
        "field": {kind, "value"},
        "unit": {unit, unit.removesuffix("/年")},
        "value": {value},
        "period": {figure.period, "", article.published[:4], *periods},
        "comparator": {figure.comparator},
        "status": {""},
        "table": {table},
        "subject": {subject},
    }
    known = {(article.id, subject): frozenset(map(spell_subject, names.get(subject, {subject})))}
    form = _make_form(single, figure, known, article.published)
    return GoldRow(row["id"], figure, "plain", "", (form,))


def main() -> None:
    district = open_district(str(FULING))
    articles = read_articles(Path(sys.argv[1]))
    gold = list_rows(district.tables, articles)
    book = list_district_names(district.tables, "涪陵区")
    figures = []
    for article in articles.values():
        for each in read_figures(article.text, book, date.fromisoformat(article.published)):
            figures.append(
                Figure(
                    article.id,
                    each.subject,
                    each.measure,
                    each.value,
                    each.unit,
                    each.table,
                    each.scope,
                    each.product,
                    each.field,
                    each.period,
                    each.comparator,
                    each.status,
                    each.spans,
                    each.number,
                )
            )
    result = score(gold, figures)
    print(
        f"rows {len(gold.rows)}, proposed {len(figures)}: "
        f"precision {result.precision():.3f}, recall {result.recall(gold):.3f}"
    )
    print(result.nearest)
    if "-v" in sys.argv:
        for figure in figures:
            right = score(gold, [figure]).right
            print(
                "*" if right else "-",
                figure.table[:4],
                figure.subject,
                "|",
                figure.scope,
                figure.product,
                figure.measure,
                "|",
                figure.field,
                figure.period,
                figure.comparator,
                figure.value,
                figure.unit,
                figure.status,
                *sorted(right),
            )
        for row in gold.rows:
            if row.id not in result.right:
                print("MISSED", row.id, row.figure.subject, row.figure.measure, row.figure.value, row.figure.unit)


if __name__ == "__main__":
    main()
