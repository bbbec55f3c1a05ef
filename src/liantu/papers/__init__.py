"""Papers ready to be written, each from its question: lists, letters, maps, the sheets of the per-mu evaluation."""

from __future__ import annotations

from liantu.papers.chain_papers import OF_CHAIN
from liantu.papers.firm_paper import firm_paper, how_made
from liantu.papers.paper_kinds import KINDS, paper
from liantu.papers.project_papers import OF_ITEM, OF_PROJECT
from liantu.papers.public_notice import notice_paper, notice_rows, unstable_firms, unstable_note
from liantu.papers.sharing import (
    hidden_note,
    internal_note,
    means_to_share,
    to_share,
    unpublished_note,
    withheld_note,
)

#: Papers of the per-mu evaluation: a firm's sheet (亩均体检报告), and the list for public notice of a kept run.
OF_SCORE = ("firm", "grades")

__all__ = [
    "KINDS",
    "OF_CHAIN",
    "OF_ITEM",
    "OF_PROJECT",
    "OF_SCORE",
    "firm_paper",
    "hidden_note",
    "how_made",
    "internal_note",
    "means_to_share",
    "notice_paper",
    "notice_rows",
    "paper",
    "to_share",
    "unpublished_note",
    "unstable_firms",
    "unstable_note",
    "withheld_note",
]
