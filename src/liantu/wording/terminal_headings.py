"""Headings of tables on a terminal, which are shorter than those of a page; of one table alone as ``table.column``."""

from __future__ import annotations

from liantu.model import schema
from liantu.wording import N_, NC_, translator
from liantu.wording.approval_relations import (
    EXPIRED,
    EXPIRES_UNUSED,
    EXTENSIONS_LEFT,
    HELD_UNTIL,
    LOCKED_BY,
    MUST_HAVE_BEGUN,
)
from liantu.wording.labels import (
    ABOVE_GRADE_BELOW,
    LACKS_FOR_NEXT,
    LET,
    LET_BY,
    RENTED,
    SLIPPED_ITSELF,
    USUAL_PLANTS,
    VALUE_BAND,
)

#: Columns that are called as a field of the schema, which stands here as ``table.field``.
_FIELDS = {
    "grade": "products.grade",
    "makes_unit": "capacities.unit",
    "project": "events.project",
    "stage": "events.stage",
    "period": "events.period",
    "tier": "project_tiers.tier",
    "sector": "projects.sector",
    "kind": "sources.kind",
    "clause": "milestones.clause",
    "from": "transitions.from",
    "to": "transitions.to",
    "due": "follow_ups.due",
    "observation": "claims.observation",
    "case": "case_events.case",
    "state": "case_states.state",
    "day": "case_events.day",
    "event": "case_events.event",
    "material": "case_events.material",
    "version": "case_events.version",
    "document": "case_events.document",
    "firm_zh": "plants.firm",
    "score.total": "grades.total",
    "score.rank": "grades.rank",
    "score.grade": "grades.grade",
    "score.grade_before": "grades.grade_before",
    "entry.indicator": "land_standards.indicator",
    "entry.unit": "land_standards.unit",
    "entry.comparator": "land_standards.comparator",
    "entry.verdict": "admissions.verdict",
    "land_terms.from": "holdings.from",
    "land_terms.to": "holdings.to",
    "land_terms.evidence": "holdings.evidence",
    "parcel": "holdings.parcel",
    "firm": "plants.firm",
    "land_place.place": "parcels.place",
}
_WORDS = {
    # the chain
    "product": NC_("terminal", "Product"),
    "evidence": N_("Evidence"),
    "operating": NC_("demand", "Operating"),
    "building": NC_("demand", "Building"),
    "planned": NC_("demand", "Planned"),
    "supply": NC_("terminal", "Supply"),
    "gap_typical": N_("Gap"),
    "gap": N_("Gap"),
    "unit": N_("Unit a year"),
    "plants_filled": USUAL_PLANTS,
    "band": VALUE_BAND,
    "captive": NC_("terminal", "Captive"),
    "offer": NC_("terminal", "Offers"),
    "surplus": N_("Surplus"),
    "makes": NC_("terminal", "Could become"),
    "use": N_("Use"),
    "makes_up_to": NC_("terminal", "Up to"),
    "offered": N_("By-product on offer"),
    "fit": N_("Fits"),
    "reason": NC_("terminal", "Reason"),
    "direct": N_("Demand"),
    "plants": NC_("terminal", "Plants"),
    "field": N_("Unknown"),
    "current": N_("Now"),
    "answers": N_("Tried"),
    "effect": N_("Effect (100 m CNY)"),
    "list_before": N_("List before"),
    "list_after": N_("List after"),
    "gap_before": N_("Gap before"),
    "gap_after": N_("Gap after"),
    # projects
    "zh": N_("Name"),
    "projects": NC_("terminal", "Projects"),
    "beside": N_("Beside the line"),
    "place": NC_("terminal", "Place"),
    "office": NC_("terminal", "Office"),
    "tiers": N_("Tiers"),
    "rule": N_("Rule"),
    "ground": N_("Ground"),
    "limit": NC_("terminal", "Limit"),
    "days": N_("Days over"),
    "history.evidence": NC_("history", "Evidence"),
    "reached": NC_("terminal", "Reached"),
    "passed": NC_("terminal", "Passed"),
    "share": NC_("terminal", "Share (%)"),
    "dated": NC_("terminal", "Dated"),
    "undated": NC_("terminal", "Undated"),
    "days_low": NC_("terminal", "Days, least"),
    "days_high": NC_("terminal", "Days, most"),
    "currency": N_("Currency"),
    "extent": N_("Extent"),
    "base": NC_("terminal", "Amount"),
    "section": NC_("terminal", "Section"),
    "what": NC_("terminal", "What"),
    "settled": NC_("terminal", "Settled"),
    "signed": N_("Signed"),
    "landed": NC_("terminal", "Landed"),
    "started": N_("Started"),
    "contract": N_("Contract money (CNY)"),
    "in_place": N_("Money in place (CNY)"),
    "counts": NC_("terminal", "Counts"),
    "value": NC_("terminal", "Stated"),
    "itemised": NC_("terminal", "Itemised"),
    # cases
    "item": N_("Item"),
    "holder": NC_("terminal", "Held by"),
    "since": NC_("terminal", "Since"),
    "missing": NC_("terminal", "Missing"),
    "deadline": NC_("terminal", "Deadline"),
    "deadline_label": N_("Note on the deadline"),
    "late": NC_("terminal", "Late"),
    "applies": N_("Applies"),
    "because": NC_("terminal", "Because"),
    "open": N_("Still open"),
    "part": NC_("terminal", "Part"),
    "before": NC_("terminal", "Before"),
    "after": NC_("terminal", "After"),
    # a schedule
    "name": N_("Name"),
    "elapsed": NC_("terminal", "Working days"),
    "start": NC_("terminal", "Start"),
    "finish": NC_("terminal", "Finish"),
    "slack": NC_("terminal", "Slack"),
    "start_date": N_("Start date"),
    "finish_date": N_("Finish date"),
    "remaining.start": N_("Start date"),
    "remaining.finish": N_("Finish date"),
    "remaining.planned": N_("Planned day"),
    "remaining.slip": N_("Slipped"),
    "remaining.added": SLIPPED_ITSELF,
    "remaining.overdue": N_("deadline over"),
    "remaining.drives": N_("decides the end"),
    "expires": HELD_UNTIL,
    "begin": MUST_HAVE_BEGUN,
    "remaining.lapses": EXPIRES_UNUSED,
    "expired": EXPIRED,
    "locked_by": LOCKED_BY,
    "extensions_left": EXTENSIONS_LEFT,
    "baseline.saved_start": N_("Saved start"),
    "baseline.saved_finish": N_("Saved finish"),
    "baseline.start": N_("Start date"),
    "baseline.finish": N_("Finish date"),
    "baseline.slip": N_("Slipped"),
    "baseline.added": SLIPPED_ITSELF,
    "baseline.drives": N_("decides the end"),
    # the evaluation
    "score.moves": NC_("score", "Moves"),
    "score.treatment": NC_("score", "Evaluation"),
    "score.group": NC_("score", "Group"),
    "score.to_better": LACKS_FOR_NEXT,
    "score.to_worse": ABOVE_GRADE_BELOW,
    "score.item": NC_("score", "Item"),
    "score.step": NC_("score", "Step"),
    "score.amount": N_("Value"),
    "schemes.id": N_("Id"),
    "schemes.name": N_("Name"),
    "schemes.issuer": NC_("terminal", "Issuer"),
    "schemes.published": N_("Date"),
    "schemes.confirmed": N_("confirmed"),
    "schemes.default": N_("default of ours"),
    "schemes.unknown": N_("unknown"),
    # land and entry
    "entry.value": NC_("entry", "Value"),
    "entry.standard": N_("Standard"),
    "entry.reason": NC_("entry", "To verify"),
    "land_terms.step": NC_("land", "Step"),
    "land_terms.other": NC_("land", "Other party"),
    "land_terms.amount": NC_("terms", "Land (mu)"),
    "land_terms.document": NC_("land", "Number"),
    "land_firm.own": N_("Owned (mu)"),
    "leased_in": RENTED,
    "leased_out": LET,
    "land_firm.land": NC_("whole", "Land (mu)"),
    "land_tenant.land": NC_("terms", "Land (mu)"),
    "land_tenant.parcels": N_("Parcels"),
    "land_tenant.lessors": LET_BY,
    "parcels": NC_("terminal", "Parcels"),
    "area": N_("Area (mu)"),
    "owned": NC_("parcels", "Owned (mu)"),
    "rest": N_("Unassigned (mu)"),
    "over": N_("Over-assigned (mu)"),
    "let": NC_("parcels", "Let (mu)"),
    "adrift": NC_("parcels", "Lessor unknown (mu)"),
    "unsettled": N_("Not settled"),
}
#: Tables with a column for each stage.
_BY_STAGE = ("board", "quarterly")


def terminal_heading(table: str, column: str, lang: str) -> str:
    """The heading of a column of a table; a column that has none keeps its name.

    >>> terminal_heading("gaps", "product", "en"), terminal_heading("history", "evidence", "en")
    ('Product', 'Evidence')
    """
    if table in _BY_STAGE and column in schema.read_codelist("stage"):
        return schema.label_code("stage", column, lang)
    for name in (f"{table}.{column}", column):
        if name in _WORDS:
            return translator(lang)(_WORDS[name])
        if name in _FIELDS:
            return _field_label(_FIELDS[name], lang)
    return column


def _field_label(name: str, lang: str) -> str:
    table, _, column = name.partition(".")
    field = schema.read_tables()[table].field(column)
    return field.zh if lang.startswith("zh") else field.en
