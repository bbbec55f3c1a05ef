"""A3 产业链图谱: today beside the aim, with the links to fill and what to verify first at the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import polars as pl

from liantu.drawings.chain_content import ChainContent
from liantu.drawings.chain_pair import MapWords, draw_chain_pair, has_few_cards
from liantu.drawings.pair_content import ChainPair, make_chain_pair
from liantu.exchange.paper import PairPage, Setting, chain_facts
from liantu.exchange.paper.printed_rows import admission_text
from liantu.exchange.paper.report import ReportTable
from liantu.model import schema
from liantu.papers.asked_firms import list_asked_firms
from liantu.papers.chain_content import gather_chain_content
from liantu.papers.chain_side_lists import list_extensions, list_utilities
from liantu.papers.paper_setting import paper_setting
from liantu.papers.unit_needs import list_chain_products, list_unit_needs, note_unit
from liantu.wording import N_, NC_, translator
from liantu.wording.amounts import choose_scale
from liantu.wording.labels import USUAL_PLANTS, VALUE_A_YEAR
from liantu.wording.pair_words import COLUMNS, DIFFERENCE, LEGEND, MORE_INPUTS, STATE_WORDS, TITLE
from liantu.wording.paper_figures import paper_figure, paper_range
from liantu.wording.price_words import paper_value_text
from liantu.wording.sentences import NESTED_LINKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from liantu.district import District
    from liantu.district.results import ListedGap

#: Links and what they need in turn, as many as the column has room for: English words take more.
_LINKS, _LATIN_LINKS, _FIRST, _LATIN_FIRST, _QUESTIONS, _INPUTS = 18, 11, 4, 2, 5, 4
#: With so few links there is room for utilities and extensions too.
_FEW_LINKS, _LATIN_FEW = 10, 5
#: Of the columns of the links.
_WIDTHS, _LATIN_WIDTHS = (0.5, 2.0, 1.3, 1.35, 0.75, 1.15, 0.85, 0.8), (0.45, 2.05, 1.15, 1.15, 0.7, 0.85, 1.15, 1.15)
SCHEMATIC_PAIR = N_("A schematic of links, not a map; the difference of the two maps is the work.")


def short_names(district: District, language: str) -> Mapping[str, str]:
    """The name of every row that has one; of a firm in Chinese its short name, where it has one."""
    names = dict(district.tables.labels(language))
    if language.startswith("zh"):
        firms = set(district.tables["firms"]["id"])
        rows = district.tables["names"].filter(pl.col("kind") == "short").select("entity", "name")
        names |= {entity: name for entity, name in rows.iter_rows() if entity in firms}
    return names


def chain_pair(
    district: District,
    chain: str,
    language: str,
    url: Callable[[str], str] = lambda path: "",
    card_url: Callable[[str], str] = lambda path: "",
    content: ChainContent | None = None,
) -> ChainPair:
    """The maps of a chain, of ``content`` where that is gathered already. Raises Problems when there is no such
    chain."""
    names = short_names(district, language)
    content = content or gather_chain_content(district, chain)
    day = district.as_of.isoformat()
    return make_chain_pair(content, day, language, lambda key: names.get(key, key), url, card_url)


def map_words(language: str) -> MapWords:
    """The words around the maps of a chain."""
    tr = translator(language)
    meanings = [(kind, tr(words)) for kind, words in LEGEND]
    more = tr("and %s more links to fill")
    states = {state: tr(word) for state, word in STATE_WORDS.items()}
    none = tr("No link to fill can be reckoned yet: ask for the amounts first.")
    return MapWords([tr(words) for words in COLUMNS], meanings, tr(", "), tr(DIFFERENCE), more, none, states)


def pair_svg(pair: ChainPair, title: str, language: str, *, tall: bool = False) -> str:
    """The drawing of a pair with the meaning of its lines below; ``tall`` as a page of paper has room for it."""
    return draw_chain_pair(pair, title, map_words(language), tall=tall)


def pair_paper(district: District, chain: str, language: str, notes: tuple[str, ...], name: str = TITLE) -> PairPage:
    """The A3 page of a chain; ``name`` is the message that it is called by."""
    row = district.tables["chains"].filter(pl.col("id") == chain).row(0, named=True)
    setting = paper_setting(district, language, district.tables.labels(language)[chain], notes)
    content = gather_chain_content(district, chain)
    tr, pair = setting.tr, chain_pair(district, chain, language, content=content)
    pair = note_unit(pair, content, setting)
    facts = tr("    ").join(
        f"{label}{tr(': ')}{value or setting.unknown}" for label, value in chain_facts(row, setting)
    )
    gaps = district.chain.gaps("invite", chain)
    shown = _LINKS if setting.chinese else _LATIN_LINKS
    remarks = (
        [tr("%s more links are in the list of links to fill.") % (gaps.height - shown)] if gaps.height > shown else []
    )
    remarks += [tr(MORE_INPUTS) % pair.folded] if pair.folded else []
    lists: tuple[ReportTable | None, ...] = (
        _links(gaps, setting),
        _upstream(district, gaps, setting),
        _questions(district, chain, gaps, setting),
        list_unit_needs(content, setting),
        list_chain_products(content, setting, short_names(district, language)),
    )
    broad = has_few_cards(pair)
    if gaps.height <= (_FEW_LINKS if setting.chinese else _LATIN_FEW) and not broad:
        lists += (list_utilities(district, chain, setting), list_extensions(district, chain, setting))
    return PairPage(
        title=tr(name),
        facts=facts,
        svg=pair_svg(pair, setting.title(tr(name)), language, tall=True),
        lists=tuple(filter(None, lists)),
        setting=setting,
        remarks=(*remarks, tr(NESTED_LINKS)),
        notes=(tr(SCHEMATIC_PAIR),),
        broad=broad,
    )


def _links(gaps: pl.DataFrame, setting: Setting) -> ReportTable | None:
    """The links to fill in their order."""
    tr, rows = setting.tr, []
    for number, row in enumerate(gaps.head(_LINKS if setting.chinese else _LATIN_LINKS).iter_rows(named=True), 1):
        gap = cast("ListedGap", row)
        scale = choose_scale([gap["gap_typical"], gap["gap_p90"]], gap["unit"], chinese=setting.chinese)
        typical, low, high = (
            None if (v := row[n]) is None else v / scale.divisor for n in ("gap_typical", "gap_p10", "gap_p90")
        )
        plants = gap["plants_filled"]
        amount = setting.unknown if typical is None else f"{paper_figure(typical)} {scale.unit.partition('/')[0]}"
        grade = schema.label_code("grade", gap["grade"], setting.language)
        verdict = admission_text({"admission": gap["admission"]}, setting)
        name = str(gap["zh"] if setting.chinese else gap["en"] or gap["zh"])
        ends = paper_range(low, high, setting.language)
        band = paper_value_text(gap, setting.language)
        rows.append(
            [str(number), name, amount, ends, "" if plants is None else paper_figure(plants), band, grade, verdict]
        )
    if not rows:
        return None
    columns = ("No.", "Link", "Gap", "Low–high", USUAL_PLANTS, NC_("leader page", "Value"), "Reliability", "Admission")
    headings, widths = tuple(map(tr, columns)), _WIDTHS if setting.chinese else _LATIN_WIDTHS
    return ReportTable(tr("Links to fill"), headings, rows, widths, tr(VALUE_A_YEAR), (1,))


def _questions(district: District, chain: str, gaps: pl.DataFrame, setting: Setting) -> ReportTable | None:
    """What to verify first, of the firms whose answers move these links."""
    tr = setting.tr
    capacities = district.chain.terms_of(chain).filter(measure="demand")["row"].unique().to_list()
    questions = list_asked_firms(district, setting, capacities, gaps["product"])[:_QUESTIONS]
    lines = [[str(number), tr("; ").join(texts), whom] for number, (whom, texts) in enumerate(questions, 1)]
    if not lines:
        return None
    headings = (tr("No."), tr("Question"), tr("Whom to ask"))
    return ReportTable(tr("To verify first"), headings, lines, (0.45, 4.2, 1.9), "", (1, 2))


def _upstream(district: District, gaps: pl.DataFrame, setting: Setting) -> ReportTable | None:
    """What filling the first links would need in turn: a supposition, no part of any gap."""
    tr, lines = setting.tr, []
    for product, gap in (
        gaps.head(_FIRST if setting.chinese else _LATIN_FIRST).select("product", "gap_typical").iter_rows()
    ):
        inputs = district.chain.route_inputs(product, gap or 0.0).filter(pl.col("role") == "input")
        parts = []
        for row in inputs.head(_INPUTS).iter_rows(named=True):
            scale = choose_scale([row["typical"]], row["unit"], chinese=setting.chinese)
            amount = paper_figure(row["typical"] / scale.divisor)
            parts.append(f"{setting.name(row['input'])} {amount} {scale.unit.partition('/')[0]}")
        if parts and gap:
            lines.append([setting.name(product), tr(", ").join(parts)])
    if not lines:
        return None
    title = tr("What the first links would need in turn (supposed, in no gap)")
    return ReportTable(title, (tr("Link"), tr("Inputs a year")), lines, (1.3, 4.2), "", (0, 1))
