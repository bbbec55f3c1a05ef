"""Words of the pair of maps of a chain, on page and paper."""

from __future__ import annotations

from liantu.wording import N_
from liantu.wording.labels import MADE_BY_CHAIN

TITLE = N_("Chain map, today and aim")
COLUMNS = (N_("Upstream: materials and parts"), MADE_BY_CHAIN, N_("Downstream"))
#: What a line means, by how it is drawn.
LEGEND = (
    ("local", N_("made here")),
    ("nearby", N_("from nearby")),
    ("outside", N_("from outside, or to be brought in")),
    ("hollow", N_("hollow: another unit, width not comparable")),
    ("nothing", N_("dashed: nothing today")),
    ("unknown", N_("dotted: amount unknown")),
)
