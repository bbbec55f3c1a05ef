"""Words of the pair of maps of a chain, on page and paper."""

from __future__ import annotations

from liantu.wording import N_
from liantu.wording.labels import MADE_BY_CHAIN

DIFFERENCE = N_("The difference of the maps is the work")
HOW_LINKS_HANG = N_("How the links hang together")
MORE_INPUTS = N_("%s more inputs are not drawn: utilities, bulk materials and smaller links.")
TITLE = N_("Chain map, today and aim")
CAPACITY_UNKNOWN = N_("Capacity of %s: unknown; amounts are for 10,000 units of it a year")
PER_UNIT = N_("Per 10,000 units of %s a year")
COLUMNS = (N_("Upstream: materials and parts"), MADE_BY_CHAIN, N_("Downstream"))
#: What a line means, by how it is drawn.
LEGEND = (
    ("local", N_("made here")),
    ("nearby", N_("from nearby")),
    ("outside", N_("from outside, or to be brought in")),
    ("unknown", N_("where from: unknown")),
    ("hollow", N_("hollow: another unit, width not comparable")),
    ("nothing", N_("dashed: nothing today")),
    ("dotted", N_("dotted: amount unknown")),
)
#: The states of a chain in a word.
STATE_WORDS = {"now": N_("today"), "built": N_("after what is being built"), "goal": N_("in the aim")}
