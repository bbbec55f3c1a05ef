"""What is missing, how much of it by status, and from when."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.drawings.need_bars import NeedBar, NeedPart, draw_need_bars
from liantu.exchange.paper.report import Block, Drawing, NumberBox, NumberBoxes, Paragraph, ReportTable
from liantu.model import schema
from liantu.papers.brief.link_facts import STATUSES, LinkFacts
from liantu.wording import N_, NC_
from liantu.wording.labels import USUAL_PLANTS, VALUE_UNIT
from liantu.wording.paper_figures import paper_figure, round_figure
from liantu.wording.periods import period_text
from liantu.wording.price_words import paper_value_text
from liantu.wording.sentences import NESTED_LINKS

_HEADLINE = N_(
    "Plants operating, being built and planned in %(place)s would need %(need)s of %(product)s a year at full "
    "load%(range)s, %(building)s of it those being built; known local supply is %(supply)s."
)
_UNKNOWN = N_("Plants in %(place)s need %(product)s; how much is not known, since capacities have not been stated.")
BY_STATUS = N_("Need of %(product)s by status")
_NAMED = N_(" Public documents name it as a link to bring in.")


def make_headline(facts: LinkFacts) -> Paragraph:
    """One sentence with need, range and supply; that the amount is unknown where it is."""
    tr, gap = facts.setting.tr, facts.gap
    named = tr(_NAMED) if gap["evidence"] == "named_missing" else ""
    if gap["gap_typical"] is None:
        return Paragraph(tr(_UNKNOWN) % {"place": facts.place, "product": facts.name} + named)
    slots = {
        "place": facts.place,
        "product": facts.name,
        "need": _yearly(facts, facts.amount(gap["direct"])),
        "range": tr(" (%s)") % facts.range if facts.range else "",
        "building": _yearly(facts, facts.amount(gap["building"])),
        "supply": _supply(facts),
    }
    return Paragraph(tr(_HEADLINE) % slots + named)


def _yearly(facts: LinkFacts, amount: str) -> str:
    """An amount in a sentence that says itself that it is of a year."""
    return amount.replace(facts.scale.unit, facts.yearly_unit)


def _supply(facts: LinkFacts) -> str:
    supply = facts.gap["supply"]
    amount = facts.amount(supply, least=facts.is_least("supply"))
    return amount if supply or amount == facts.setting.unknown else facts.setting.tr(NC_("supply", "none"))


def make_boxes(facts: LinkFacts) -> NumberBoxes | None:
    """The four numbers that are read first; None where the amount is not known."""
    tr, gap, scale = facts.setting.tr, facts.gap, facts.scale
    if gap["gap_typical"] is None:
        return None
    size = facts.plant_size
    size_words = tr("one is %s") % facts.size(size) if size else facts.setting.unknown
    plants = gap["plants_filled"]
    grade = tr("reliability %s") % _grade_word(facts)
    band = paper_value_text(gap, facts.setting.language) or facts.setting.unknown
    period = (
        tr("prices of %s") % period_text(gap["price_period"], facts.setting.language) if gap["price_period"] else ""
    )
    return NumberBoxes(
        (
            NumberBox(tr("Gap a year, all built"), facts.figure(gap["gap_typical"]), scale.unit, facts.range),
            NumberBox(tr("Of it by plants being built"), facts.figure(gap["building"]), scale.unit, _start(facts)),
            NumberBox(
                tr(USUAL_PLANTS), paper_figure(plants) if plants is not None else facts.setting.unknown, size_words
            ),
            NumberBox(tr("Value, %s") % grade, band, tr(VALUE_UNIT), period),
        )
    )


def _grade_word(facts: LinkFacts) -> str:
    return schema.label_code("grade", facts.gap["price_grade"] or "C", facts.setting.language)


def _start(facts: LinkFacts) -> str:
    year = facts.gap["needed_by"]
    tr = facts.setting.tr
    return tr("from %s") % year if year else tr("start not known")


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """The bars and the table of need by status, and when it arises."""
    tr, gap = facts.setting.tr, facts.gap
    if gap["gap_typical"] is None:
        return [Paragraph(tr("Once the capacities that use it are stated, the need follows by itself."))]
    year = gap["needed_by"]
    start = tr("from %s on as far as sources say") % year if year else tr("no source gives the year of start")
    words = tr("%(when)s. Loads are not known: the figures are for full load. %(nested)s") % {
        "when": start,
        "nested": tr(NESTED_LINKS),
    }
    return [_bars(facts), _table(facts), Paragraph(words, lead=tr("When. "))]


def _bars(facts: LinkFacts) -> Drawing:
    tr, gap, scale = facts.setting.tr, facts.gap, facts.scale
    labels = {
        "operating": schema.label_code("status", "operating", facts.setting.language),
        "building": tr("being built"),
        "planned": tr("planned or not itemised"),
    }

    def parts(*statuses: str) -> list[NeedPart]:
        """The parts of a bar that have an amount."""
        found = []
        for status in statuses:
            amount = gap[status]  # type: ignore[literal-required]
            if amount:
                words = f"{labels[status]} {paper_figure(amount / scale.divisor)}"
                found.append(NeedPart(status, words, amount / scale.divisor))
        return found

    first, whole = parts("operating", "building"), parts(*STATUSES)
    low, high = gap["gap_p10"], gap["gap_p90"]
    ends = (low / scale.divisor, high / scale.divisor) if low is not None and high is not None else (None, None)
    total = paper_figure(sum(part.amount for part in whole))
    total += tr(" (%s)") % facts.range if facts.range and not gap["supply"] else ""
    bars = (
        [NeedBar(tr(NC_("need bar", "being built")), first, paper_figure(sum(part.amount for part in first)))]
        if first
        else []
    )
    bars.append(NeedBar(tr("all built"), whole, total, *(ends if not gap["supply"] else (None, None))))
    size = facts.plant_size
    plant = tr("one usual plant = %s") % facts.size(size) if size else ""
    title = tr(BY_STATUS) % {"product": facts.name}
    svg = draw_need_bars(bars, title, size / scale.divisor if size else None, plant)
    note = tr("Unit: %s. The red whisker spans low to high. No year is shown where none is known.") % scale.unit
    return Drawing(svg, note)


def _table(facts: LinkFacts) -> ReportTable:
    tr, gap = facts.setting.tr, facts.gap
    headings = (
        "",
        schema.label_code("status", "operating", facts.setting.language),
        tr("being built"),
        tr("planned or not itemised"),
        tr(NC_("table", "Total")),
        tr("Low–high"),
    )
    rows = [_uses(facts)] if facts.using else []
    need = [facts.figure(gap[s], least=facts.is_least(s)) for s in STATUSES]  # type: ignore[literal-required]
    rows.append(
        [tr("Need at full load"), *need, facts.figure(gap["direct"]), "" if gap["supply"] else facts.range or "—"]
    )
    supply = facts.figure(gap["supply"], least=facts.is_least("supply"))
    rows.append([tr("Known local supply"), "—", "—", "—", supply, tr("to be verified")])
    rows.append([tr("Gap"), "—", "—", "—", facts.figure(gap["gap_typical"]), facts.range or "—"])
    title = tr("Capacity that uses it, and need") if facts.using else tr("Need and supply")
    unit = tr("Unit: %s") % tr(", ").join(dict.fromkeys([*(u.unit for u in facts.using), facts.scale.unit]))
    return ReportTable(title, headings, rows, (1.9, 0.8, 0.9, 1.4, 0.9, 1.25), unit, (0,))


def _uses(facts: LinkFacts) -> list[str]:
    """The capacity of what it goes into, where that is one product."""
    use = facts.using[0]
    amounts = [facts.setting.unknown if a is None else round_figure(a) for a in use.amounts]
    return [facts.setting.tr("Capacity: %s") % use.name, *amounts, "—"]
