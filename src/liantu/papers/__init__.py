"""Papers ready to be written, each from its question: lists, letters, maps, the sheets of the per-mu evaluation."""

from __future__ import annotations

from liantu.papers.chain_content import gather_chain_content
from liantu.papers.chain_papers import OF_CHAIN, PAGES_OF_CHAIN
from liantu.papers.firm_paper import firm_paper
from liantu.papers.firm_words import earlier_grades_text, list_price_sentences, scoring_lines
from liantu.papers.office_templates import (
    TemplateState,
    add_template,
    describe_template_fields,
    keep_template,
    list_template_fields,
    list_templates,
    make_standard_template,
    read_template,
    remove_template,
)
from liantu.papers.page_workbook import PageHead, WrittenColumn, WrittenList, links_workbook, list_workbook
from liantu.papers.pair_paper import chain_pair, map_words, pair_svg, short_names
from liantu.papers.paper_kinds import KINDS, make_paper
from liantu.papers.paper_request import (
    OF_CONSORTIUM,
    OF_LEAD,
    OF_LINK,
    OF_MONTH,
    OF_NEED,
    OF_PROPOSALS,
    OF_SITING,
    OF_WHAT_IF,
    PaperRequest,
    list_forms,
    requested_paper_bytes,
    write_requested_paper,
)
from liantu.papers.project_papers import OF_ITEM, OF_PROJECT
from liantu.papers.public_notice import notice_paper, notice_rows, unstable_firms, unstable_note
from liantu.papers.sharing import (
    hidden_note,
    internal_note,
    lacking_note,
    unpublished_note,
    withheld_note,
)

#: Papers of the per-mu evaluation: a firm's sheet (亩均体检报告), and the list for public notice of a kept run.
OF_SCORE = ("firm", "grades")

__all__ = [
    "KINDS",
    "OF_CHAIN",
    "OF_CONSORTIUM",
    "OF_ITEM",
    "OF_LEAD",
    "OF_LINK",
    "OF_MONTH",
    "OF_NEED",
    "OF_PROJECT",
    "OF_PROPOSALS",
    "OF_SCORE",
    "OF_SITING",
    "OF_WHAT_IF",
    "PAGES_OF_CHAIN",
    "PageHead",
    "PaperRequest",
    "TemplateState",
    "WrittenColumn",
    "WrittenList",
    "add_template",
    "chain_pair",
    "describe_template_fields",
    "earlier_grades_text",
    "firm_paper",
    "gather_chain_content",
    "hidden_note",
    "internal_note",
    "keep_template",
    "lacking_note",
    "links_workbook",
    "list_forms",
    "list_price_sentences",
    "list_template_fields",
    "list_templates",
    "list_workbook",
    "make_paper",
    "make_standard_template",
    "map_words",
    "notice_paper",
    "notice_rows",
    "pair_svg",
    "read_template",
    "remove_template",
    "requested_paper_bytes",
    "scoring_lines",
    "short_names",
    "unpublished_note",
    "unstable_firms",
    "unstable_note",
    "withheld_note",
    "write_requested_paper",
]
