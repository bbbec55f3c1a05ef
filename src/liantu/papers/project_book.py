"""招商项目册: one page a project to invite for, in the offices' form; it goes out and names no firm."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from liantu.drawings.bundle_line import draw_bundle_line
from liantu.exchange.paper import Paper, Report, Setting
from liantu.exchange.paper.report import BlankLines, Drawing, NumberBox, NumberBoxes, Paragraph, ReportTable, Section
from liantu.exchange.paper.sheet_foot import foot_lines
from liantu.model import schema
from liantu.model.problems import Problem, Problems
from liantu.papers.paper_setting import paper_setting
from liantu.papers.supply_report import make_supply_report
from liantu.wording import proposal_words as say
from liantu.wording.amounts import choose_scale, hundred_million_text
from liantu.wording.days import day_text
from liantu.wording.markets import amount_words
from liantu.wording.paper_figures import round_figure
from liantu.wording.price_words import paper_value_text, price_text

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.district.results import BundleRecord

#: How many projects the book has, and how many materials a page names.
_PROJECTS, _MATERIALS = 10, 4
_WIDTHS = (1.45, 5.4)
#: Open points that are the house's own affair.
_INSIDE = ("maker_amount", "listed_maker", "offer_to_verify", "idle_step")


@dataclass(frozen=True)
class ProjectFacts:
    """What a page says of one bundle."""

    district: District
    setting: Setting
    record: BundleRecord
    row: dict[str, object]

    def tr(self, text: str) -> str:
        """A text in the language of the paper."""
        return self.setting.tr(text)

    def amount(self, value: float | None, unit: str | None) -> str:
        """An amount a year with its unit; the word for unknown."""
        return amount_words(value, unit or "", self.setting.language)

    def unit_of(self, product: str) -> str:
        """The unit of a product."""
        return str(self.district.tables.rows("products")[product]["unit"])


def project_book(
    district: District, language: str, product: str | None, notes: tuple[str, ...], firm_names: Collection[str]
) -> Paper:
    """The first projects that may be proposed, a page each, or those of one product; last, what to agree on supply for.

    Raises Problems where there is none, or where a text names a firm.
    """
    from liantu.exchange.paper.firm_names import refuse_firm_names

    rows = district.attract.choose_proposals(product)
    leading = pl.col("bundle") == pl.col("leads")
    rows = rows.filter(leading & pl.col("advice").is_in(["advised", "ask_first"])).head(_PROJECTS)
    talks = district.attract.supply_talks()
    talks = talks if product is None else talks.filter(pl.col("product") == product)
    if rows.is_empty() and talks.is_empty():
        raise Problems([Problem("no_such_link", value=product or "")])
    setting = paper_setting(district, language, notes=notes)
    records = district.attract.proposal_records(rows)
    pages = [
        _make_page(ProjectFacts(district, setting, record, row))
        for record, row in zip(records, rows.iter_rows(named=True), strict=True)
    ]
    if talks.height:
        pages.append(make_supply_report(district, talks, setting))
    for page in pages:
        refuse_firm_names(page.texts(), firm_names, page.title)
    return Paper(setting.title(setting.tr(say.BOOK)), tuple(pages))


def _make_page(facts: ProjectFacts) -> Report:
    setting, name = facts.setting, facts.setting.name(facts.record["product"])
    day = day_text(facts.district.as_of, chinese=setting.chinese)
    place = setting.name(facts.district.tables.about.get("id"))
    lines = [
        (say.PAGE_FIELDS["name"], facts.tr(say.PROJECT_NAME) % name),
        (say.PAGE_FIELDS["content"], _content(facts)),
        (say.PAGE_FIELDS["market"], _market(facts)),
        (say.PAGE_FIELDS["conditions"], _conditions(facts)),
        (say.PAGE_FIELDS["site"], _site(facts)),
        (say.PAGE_FIELDS["outlay"], _outlay(facts)),
        (say.PAGE_FIELDS["return"], _return(facts)),
    ]
    table = ReportTable(
        "",
        (facts.tr(say.PAGE_HEADS[0]), facts.tr(say.PAGE_HEADS[1])),
        [(facts.tr(label), text) for label, text in lines],
        _WIDTHS,
        wordy=(1,),
        filled_in=True,
    )
    blanks = BlankLines(tuple(facts.tr(say.PAGE_FIELDS[key]) for key in ("cooperation", "contact")))
    return Report(
        title=facts.tr(say.PROJECT_NAME) % name,
        subtitle=facts.tr(say.PAGE_PLACE)
        % {"place": facts.district.tables.about.get("zh" if setting.chinese else "en") or place, "day": day},
        lead=(Paragraph(_lead(facts)), _make_boxes(facts), Drawing(_draw(facts))),
        sections=(
            Section("project", facts.tr(say.PAGE_SECTION), (table, blanks)),
            Section("open", facts.tr(say.PAGE_OPEN), (Paragraph(_open_points(facts)),)),
        ),
        version=facts.tr(say.OUTWARD),
        foot_lines=tuple(foot_lines(replace(setting, notice=""))),
        setting=setting,
        internal=False,
        pages=1,
    )


def _lead(facts: ProjectFacts) -> str:
    """The project in a sentence: what is built, and what of the need here it covers."""
    slots = {
        "name": facts.setting.name(facts.record["product"]),
        "size": say.size_text(facts.row, facts.setting.language),
    }
    text = facts.tr(say.LEAD) % slots
    share = facts.record["fills"]["share"]
    if share is None:
        return text + facts.tr(say.LEAD_UNKNOWN)
    need = facts.amount(facts.record["fills"]["need"], facts.record["unit"])
    return text + facts.tr(say.LEAD_NEED) % {"need": need, "share": f"{share * 100:.0f}"}


def _make_boxes(facts: ProjectFacts) -> NumberBoxes:
    """The four numbers that are read first."""
    unknown, language = facts.setting.unknown, facts.setting.language
    record, worth = facts.record, paper_value_text(facts.row, language)
    share, capital = record["fills"]["share"], record["needs"]["capital"]
    money = facts.tr(say.HUNDRED_MILLION)
    scale = choose_scale([record["size"]], record["unit"], chinese=facts.setting.chinese)
    size = unknown if record["size"] is None else round_figure(record["size"] / scale.divisor)
    boxes = {
        "size": (size, scale.unit),
        "need": (unknown if share is None else f"{share * 100:.0f}", "" if share is None else "%"),
        "capital": (unknown if capital is None else hundred_million_text(capital), "" if capital is None else money),
        "value": (worth or unknown, money if worth else ""),
    }
    return NumberBoxes(tuple(NumberBox(facts.tr(say.BOXES[key]), *pair) for key, pair in boxes.items()))


def _open_points(facts: ProjectFacts) -> str:
    """What stays open, and of which products."""
    products: dict[str, list[str]] = {}
    for point in facts.record["open"]:
        if point["point"] in _INSIDE:
            continue
        found = products.setdefault(point["point"], [])
        found += [facts.setting.name(point["product"])] if point["product"] else []
    texts = [
        schema.label_code("proposal_open", key, facts.setting.language)
        + (facts.tr(" (%s)") % facts.tr(", ").join(names) if names else "")
        for key, names in products.items()
    ]
    return facts.tr("; ").join(texts) + facts.tr(". ").strip()


def _draw(facts: ProjectFacts) -> str:
    names = facts.setting.name
    local = _local_words(facts)
    steps = [names(step["step"]) for step in reversed(facts.record["steps"])]
    words = facts.tr(say.FROM_HERE) % facts.tr(", ").join(local[:_MATERIALS]) if local else ""
    return draw_bundle_line(words, steps, facts.tr(say.PICTURE["more"])).svg()


def _uses(facts: ProjectFacts, sources: Sequence[str]) -> list[dict[str, object]]:
    rows = [dict(use) for use in facts.record["uses"] if use["source"] in sources]
    return sorted(rows, key=lambda use: -float(str(use["amount"] or 0.0)))


def _local_words(facts: ProjectFacts) -> list[str]:
    """What is to be had here, each with the part of it by amount where the rest comes from elsewhere."""
    whole: dict[object, float] = {}
    for entry in facts.record["uses"]:
        whole[entry["product"]] = whole.get(entry["product"], 0.0) + (entry["amount"] or 0.0)
    words = []
    for use in _uses(facts, ("surplus", "offer", "maker")):
        name, amount = facts.setting.name(use["product"]), float(str(use["amount"] or 0.0))
        words.append(say.part_text(name, amount / whole[use["product"]] if amount else None, facts.tr))
    return words


def _content(facts: ProjectFacts) -> str:
    """The steps with their sizes, from the first to the product."""
    names = facts.setting.name
    parts = [
        f"{names(step['step'])} {facts.amount(step['amount'], facts.unit_of(step['step']))}"
        for step in reversed(facts.record["steps"])
    ]
    return facts.tr(say.BUILT) % facts.tr("; ").join(parts)


def _market(facts: ProjectFacts) -> str:
    fills, unit = facts.record["fills"], facts.record["unit"]
    if fills["amount"] is None:
        need = facts.tr(say.NEED_UNKNOWN)
    else:
        slots = {"fill": facts.amount(fills["amount"], unit), "need": facts.amount(fills["need"], unit)}
        sold = facts.record["sells"]["share"] or 0.0
        need = facts.tr(say.NEED_FILLED) % slots + facts.tr(say.SOLD_AWAY) % f"{sold * 100:.0f}"
    nation = facts.record["nation"]
    public = not nation["load_recalled"] and nation["load"] is not None
    country = say.nation_text(facts.row, facts.tr, facts.setting.language) if public else facts.tr(say.NATION_OPEN)
    shown = not nation["ratio_recalled"] and nation["supply_ratio"] is not None
    ratio = say.ratio_text(facts.row, facts.tr, facts.setting.language) if shown else facts.tr(say.NATION_OPEN)
    return f"{need}{facts.tr(say.COUNTRY) % country}{facts.tr(say.COUNTRY_RATIO) % ratio}"


def _conditions(facts: ProjectFacts) -> str:
    """Materials from here and elsewhere, and what it takes of power, gas, steam and water."""
    tr = facts.tr
    local = _local_words(facts)[:_MATERIALS]
    reasons = {entry["product"]: entry["reason"] for entry in facts.record["not_built"]}
    bought = [_bought_words(facts, use, reasons) for use in _uses(facts, ("elsewhere",))][:_MATERIALS]
    parts = [tr(say.FROM_HERE) % tr(", ").join(local)] if local else []
    parts += [tr(say.FROM_ELSEWHERE) % tr(", ").join(bought)] if bought else []
    needs = [
        f"{tr(label)} {facts.amount(facts.record['needs'][key], unit)}"
        for key, (label, unit) in say.NEED_LABELS.items()
        if key in ("power", "gas", "steam", "water") or (key == "coal" and facts.record["needs"]["coal"] is not None)
    ]
    return tr("; ").join([*parts, tr(", ").join(needs), tr(say.CARRIAGE_OPEN)])


def _bought_words(facts: ProjectFacts, use: Mapping[str, object], reasons: Mapping[str, str]) -> str:
    """A material from elsewhere; of a main one why it is not built too."""
    name, reason = facts.setting.name(str(use["product"])), reasons.get(str(use["product"]))
    if reason in (None, "had_here"):  # what is had here in part stands beside it, with its share
        return name
    return name + facts.tr(" (%s)") % schema.label_code("not_built", reason, facts.setting.language)


def _site(facts: ProjectFacts) -> str:
    """The most land that standards leave, and that admission by place is to be verified."""
    row, attract = facts.row, facts.district.attract
    basis = row["land_basis"] if row["land_high"] is not None else None
    if basis is None:
        return facts.tr(say.SITE_UNKNOWN) + facts.tr(say.SITE_OPEN)
    slots = {
        "land": say.land_text(row, facts.tr, facts.setting.language),
        "basis": say.land_basis_text(str(basis), attract.land_standards_elsewhere(), facts.tr),
    }
    return facts.tr(say.SITE_LAND) % slots + facts.tr(say.SITE_OPEN)


def _outlay(facts: ProjectFacts) -> str:
    capital = facts.record["needs"]["capital"]
    if capital is None:
        return facts.setting.unknown
    return facts.tr(say.OUTLAY) % (facts.tr(say.MONEY) % hundred_million_text(capital))


def _return(facts: ProjectFacts) -> str:
    worth, jobs = paper_value_text(facts.row, facts.setting.language), facts.record["needs"]["jobs"]
    value = facts.tr(say.MONEY) % worth if worth else facts.setting.unknown
    price = f" ({price_text(facts.row, facts.setting.language)})" if worth else ""
    people = facts.setting.unknown if jobs is None else f"{jobs:.0f}"
    return facts.tr(say.RETURN) % {"value": value + price, "jobs": people}
