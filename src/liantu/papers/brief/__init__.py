"""招商简报: all that is known of one missing link on two pages, for a visitor or for those who talk with him."""

from __future__ import annotations

from liantu.papers.brief.brief_paper import INTERNAL, OUTWARD, VERSIONS, brief_paper, check_outward

__all__ = ["INTERNAL", "OUTWARD", "VERSIONS", "brief_paper", "check_outward"]
