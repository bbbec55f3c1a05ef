"""Result frames turned into printed rows: product names, one unit a row, unknowns, codes in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict, cast

import polars as pl

from liantu.exchange.paper.setting import Setting
from liantu.exchange.paper.sheet import PaperColumn
from liantu.model import schema
from liantu.wording.amounts import AtLeast, AtMost, choose_scale, format_range
from liantu.wording.library_notes import translate_note
from liantu.wording.origins import reliability_words
from liantu.wording.points_to_verify import describe_points
from liantu.wording.price_words import paper_value_text, price_text
from liantu.wording.sentences import PROVINCE_RULES

#: A line of a paper by field: texts, figures, least figures, None where nothing is known.
PrintedRow = dict[str, object]


class PaperGap(TypedDict, total=False):
    """What a paper reads of a row of the gaps frame, as far as it is there."""

    unknown_supply_by: Sequence[str]
    unknown_demand_by: Sequence[str]
    unknown_nearby_by: Sequence[str]
    unknown_demand_in: Sequence[str]
    evidence: str
    named_in: Sequence[str]
    plants_filled: float | None
    gap_typical: float | None
    band: str | None
    band_low: str | None
    band_high: str | None
    price_period: str | None
    price_years: Sequence[str] | None
    price_tax: str | None
    price_grade: str | None
    value_low: float | None
    value_high: float | None
    grade: str
    rests_on: Sequence[str]
    own_coefficients: Sequence[str]
    needed_list: Sequence[str]
    offered_by: Sequence[str]
    needed_by: int | None
    made_by: Sequence[str]
    to_verify: Sequence[str]
    transport: str | None
    admission: str | Sequence[str] | None
    clauses: Sequence[str | None] | None
    province: str | None
    energy: float | None
    office: Sequence[str] | None


def product_name(row: Mapping[str, object], setting: Setting) -> str:
    """The product's name in the language of the paper, with its grade where one is given."""
    name = row.get("zh") if setting.chinese else row.get("en") or row.get("zh")
    name = str(name or setting.name(row.get("product")))
    spec = row.get("spec")
    return name + setting.tr(" (%s)") % translate_note(str(spec), setting.language) if spec else name


def scale_amounts(row: Mapping[str, object], fields: Iterable[str], setting: Setting) -> PrintedRow:
    """The named amounts of a row in one printed unit, and that unit."""
    present = {name: cast(float, row[name]) for name in fields if row.get(name) is not None}
    unit = choose_scale(present.values(), str(row.get("unit") or ""), chinese=setting.chinese)
    printed: PrintedRow = {name: amount / unit.divisor for name, amount in present.items()}
    printed["unit"] = unit.unit
    return printed


def mark_unknown(printed: PrintedRow, row: PaperGap) -> None:
    """Say of a figure with an unknown part that it is a least or a most one; a zero with an unknown part is unknown."""
    supply_unknown, demand_unknown = row.get("unknown_supply_by"), row.get("unknown_demand_by")
    open_ = [*(row.get("unknown_demand_in") or ()), *(["supply"] if supply_unknown else [])]
    open_ += ["nearby"] if row.get("unknown_nearby_by") else []
    open_ += ["direct"] if demand_unknown else []
    for field in open_:
        if isinstance(amount := printed.get(field), float):
            printed[field] = AtLeast(amount) if amount else None
    # With supply unknown too the gap is bounded on neither side, and says so in its evidence.
    for field in ("gap_typical", "gap") if bool(demand_unknown) != bool(supply_unknown) else ():
        if isinstance(gap := printed.get(field), float):
            printed[field] = AtLeast(gap) if demand_unknown else AtMost(gap) if gap else gap


def to_printed_gap(row: PaperGap, setting: Setting) -> PrintedRow:
    """A row of the gaps frame as it is printed in every list of links."""
    figures = (
        "operating",
        "building",
        "planned",
        "direct",
        "supply",
        "nearby",
        "offer",
        "gap_typical",
        "gap_p10",
        "gap_p90",
    )
    printed = scale_amounts(row, figures, setting)
    low, high = (cast("float | None", printed.get(name)) for name in ("gap_p10", "gap_p90"))
    printed["gap_range"] = format_range(low, high)
    mark_unknown(printed, row)
    printed |= {
        "name": product_name(row, setting),
        "evidence": evidence_text(row, setting),
        "plants_filled": row.get("plants_filled"),
        "band": _value_text(row, setting),
        "price": "" if row.get("gap_typical") is None else price_text(row, setting.language),
        "grade": reliability_words(
            row.get("grade"), row.get("rests_on"), setting.language, of_district=bool(row.get("own_coefficients"))
        ),
        "needed": join_names(row.get("needed_list"), setting),
        "offered": join_names(row.get("offered_by"), setting),
        "needed_by": row.get("needed_by"),
        "made": join_names(row.get("made_by"), setting),
        "to_verify": describe_points(row.get("to_verify"), setting.language, setting.name),
        "transport": code_label("transport", row.get("transport"), setting),
        "admission": admission_text(row, setting),
        "energy": format_added_energy(row, setting),
        "office": join_names(row.get("office") or [], setting),
        "remark": small_plant_remark(row.get("plants_filled"), setting),
    }
    return printed


def _value_text(row: PaperGap, setting: Setting) -> str:
    """The bands of a value; unknown where the gap is known and no price is."""
    no_price = row.get("gap_typical") is not None and not row.get("band")
    return setting.unknown if no_price else paper_value_text(row, setting.language)


def evidence_text(row: PaperGap, setting: Setting) -> str:
    """What the claim rests on, with the numbers of the documents that name the link."""
    words = code_label("evidence", row.get("evidence"), setting)
    cited = setting.cite(row.get("named_in"))
    if not cited:
        return words
    return words + setting.tr(" (%s)") % cited


def small_plant_remark(plants: float | None, setting: Setting) -> str:
    """A remark for a link too small for one usual plant: how much of it would be sold outside."""
    if plants is None or not 0 < plants < 1:
        return ""
    outside = round((1 - plants) * 100)
    return setting.tr("below one plant; about %(outside)s %% to be sold outside") % {"outside": outside}


def format_added_energy(row: PaperGap, setting: Setting) -> float | None:
    """Energy that filling the link would use: 万吨标准煤 in Chinese, thousand tce in English."""
    tonnes = row.get("energy")
    return None if tonnes is None else tonnes / (1e4 if setting.chinese else 1e3)


#: The strictest verdict is printed: what one clause forbids no other allows.
_STRICTEST = ("forbidden", "restricted", "unknown", "allowed")


def admission_text(row: PaperGap, setting: Setting) -> str:
    """可, 限, 禁 or 待核 with the clauses it rests on; without any verdict it is 待核, never 可."""
    admission = row.get("admission")
    verdicts = [admission] if isinstance(admission, str) else list(admission or [])
    verdict = min(verdicts, key=_STRICTEST.index, default="unknown")
    clauses = list(dict.fromkeys(clause for clause in row.get("clauses") or [] if clause))
    words = code_label("verdict", verdict, setting)
    if not clauses and row.get("province"):
        return setting.tr(PROVINCE_RULES) % {"verdict": words, "province": row["province"]}
    if not clauses:
        return words
    listed = setting.tr(", ").join(clauses)
    return words + setting.tr(" (%s)") % listed


def code_label(codelist: str, code: Any, setting: Setting) -> str:
    """A code in words; empty when there is none."""
    return schema.label_code(codelist, str(code), setting.language) if code else ""


def join_names(value: Any, setting: Setting) -> str:
    """Firms or plants by name: a list of ids, or one text as given."""
    return setting.join(value) if isinstance(value, (list, tuple)) else setting.name(value)


def join_remarks(value: Any, setting: Setting) -> str:
    """Several remarks in one cell."""
    if isinstance(value, (list, tuple)):
        return setting.tr("; ").join(dict.fromkeys(setting.name(v) for v in value))
    return setting.name(value)


def iter_rows(frame: pl.DataFrame) -> Iterable[dict[str, Any]]:
    """The rows of a frame."""
    return frame.iter_rows(named=True)


def columns_present(
    columns: Iterable[PaperColumn], frame: pl.DataFrame, optional: Mapping[str, str]
) -> tuple[PaperColumn, ...]:
    """The columns, without those whose frame column (``optional``: printed field to frame column) is absent."""
    return tuple(c for c in columns if c.field not in optional or optional[c.field] in frame.columns)
