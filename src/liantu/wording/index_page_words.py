"""Words of the page of composite indices."""

from __future__ import annotations

from liantu.wording import N_, NC_

INDICES = N_("Composite indices")
HEADING = N_("%(index)s, %(time)s: %(unit)s stands at %(rank)s of %(all)s with %(score)s")
HEADING_NO_RANK = N_("%(index)s, %(time)s: %(unit)s has no score")
RANGE_NOTE = N_(
    "The mark is the rank, the line the ranks between which it lies nine times in ten when weights are drawn near "
    "those stated and scores are normalised as the scheme says or by rank. It says how much hangs on the choices, no "
    "more."
)
SCORE, RANKS = NC_("index", "Score"), N_("Rank, and its range")
PARTS = N_("What makes up the score of %(unit)s, %(time)s")
PARTS_OF_CHANGE = N_("%(unit)s: %(change)s since %(since)s, most by %(part)s")
LEVEL, CHANGE, SHARE = N_("Points brought"), N_("Change of the points"), NC_("index", "Share (%)")
STEPS = N_("Steps, those skipped or by default first")
CHANGED_CELLS = N_("Cells that steps changed")
NO_INDEX = N_("The district has no file of an index.")
SHOWS = N_(
    "Scores and ranks of districts, parks or years by one scheme, with every step: from a scheme (YAML) in the folder "
    "indices of the district. Weights that nobody publishes, as those of the operation index, have to be stated by the "
    "office."
)
