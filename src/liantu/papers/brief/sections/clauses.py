"""Firms that are talked to for it, and what the clauses of their agreements lack: for the house alone."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.report import Block, Paragraph, ReportTable
from liantu.model import schema
from liantu.papers.brief.link_facts import LinkFacts
from liantu.wording import N_
from liantu.wording import lead_words as say

_NO_CLAUSE = N_("No agreement is drafted with them.")
_TALKED = N_("%(firm)s (%(stage)s, %(verdict)s)")


def make_blocks(facts: LinkFacts) -> Sequence[Block]:
    """Each lead with stage and verdict, then a line a clause; nothing where nobody is talked to."""
    tr, attract = facts.setting.tr, facts.district.attract
    leads = attract.leads().filter(product=facts.product)
    if leads.is_empty():
        return []
    language = facts.setting.language
    talked = [
        tr(_TALKED)
        % {
            "firm": row["firm"],
            "stage": schema.label_code("stage", row["stage"], language) if row["stage"] else facts.setting.unknown,
            "verdict": schema.label_code("lead_verdict", row["verdict"], language)
            if row["verdict"]
            else tr(say.NO_VERDICT),
        }
        for row in leads.iter_rows(named=True)
    ]
    first = Paragraph(tr("; ").join(talked) + tr("."))
    rows = attract.promises(leads["project"])
    if rows.is_empty():
        return [first, Paragraph(tr(_NO_CLAUSE))]
    clauses, names = facts.district.tables["agreement_clauses"], facts.district.tables.names("agreements", language)
    cells = []
    for row in rows.iter_rows(named=True):
        clause = clauses.row(row["line"], named=True)
        lacks = say.list_clause_reasons(row["faults"], row["words"], row["review"], tr, is_over=row["is_over"])
        if not row["may"]:
            lacks = tr(say.NOT_PROMISED if row["refused"] else say.PROMISED_LATER) % lacks
        text = clause["zh"] if facts.setting.chinese else clause["en"] or clause["zh"]
        kind = schema.label_code("clause_kind", row["kind"], language)
        cells.append(
            [names.get(row["agreement"], row["agreement"]), f"{kind}{tr(': ')}{text}", lacks or tr("may be promised")]
        )
    headings = (tr("Agreement"), tr("Text"), tr("What it lacks"))
    return [first, ReportTable("", headings, cells, (1.2, 3.0, 1.8), "", (0, 1, 2))]
