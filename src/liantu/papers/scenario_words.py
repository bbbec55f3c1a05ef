"""What the paper of a scenario says beside its figures: how the list moves, what stays open, every change, its use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from liantu.exchange.paper.report import Paragraph, ReportTable
from liantu.wording import N_, NC_
from liantu.wording.price_words import price_day_text
from liantu.wording.scenario import list_suppositions
from liantu.wording.sentences import NESTED_LINKS

if TYPE_CHECKING:
    from liantu.district import District
    from liantu.exchange.paper import Setting

_ADMISSION = N_("of %(links)s, new in the list, whether they may be made here is to be verified%(clauses)s.")
_TIME = N_("when a supposed plant starts against those that need its product is not decided by the scenario.")
_LOADS = N_("loads are not known; both sides are computed for full load.")
_NEARBY = N_("what is made within %s km, and which supply contracts stand, is unknown.")
_USE = N_(
    "For comparison in the house only. Before any of it is written into a brief, a page for the chain head or anything "
    "that goes outside, a person has to record it as a project with its source, and figures are computed anew as "
    "things stand. Figures of a scenario are not added to present ones, nor put into one column with them."
)
_ORDERED_BY_PRICE = N_("they decide the order of the lists; no value is printed here.")
_SHOWN = 4


def list_open_points(district: District, entered: pl.DataFrame, setting: Setting) -> list[Paragraph]:
    """What the scenario leaves open; ``entered`` are the gaps of the links that are new in the list."""
    tr, found = setting.tr, []
    if entered.height:
        column = "zh" if setting.chinese else "en"
        names = [str(name) for name in entered[column]]
        links = tr(", ").join(names[:_SHOWN])
        if len(names) > _SHOWN:
            links += tr(" and %s more") % (len(names) if setting.chinese else len(names) - _SHOWN)
        clauses = [c for c in dict.fromkeys(entered["clauses"].explode()) if c]
        cited = tr(" (%s)") % tr(", ").join(clauses) if clauses else ""
        found.append(Paragraph(tr(_ADMISSION) % {"links": links, "clauses": cited}, tr(NC_("scenario", "Admission. "))))
    found.append(Paragraph(tr(_TIME), tr(NC_("scenario", "Time. "))))
    found.append(Paragraph(tr(_LOADS), tr(NC_("scenario", "Load. "))))
    radius = f"{district.policy('chain/nearby_radius'):g}"
    return [*found, Paragraph(tr(_NEARBY) % radius, tr(NC_("scenario", "Nearby. ")))]


def list_changes(district: District, setting: Setting) -> ReportTable:
    """Every change that the scenario makes, who says so and why."""
    tr = setting.tr
    suppositions = list_suppositions(district, setting.language)
    lines = [
        [str(number), part.text, part.speaker or tr("not stated"), part.reason or tr("not stated")]
        for number, part in enumerate(suppositions, 1)
    ]
    headings = (tr("No."), tr("Change"), tr("Who says so"), tr("Why"))
    return ReportTable("", headings, lines, (0.45, 3.6, 1.2, 1.2), tr("%s rows") % len(lines), (1, 2, 3))


def list_bases(district: District, setting: Setting) -> list[str]:
    """What the figures rest on beside the sources: assumptions in force, the prices, and that links nest."""
    tr = setting.tr
    assumed = [setting.name(key) for key in district.active_assumptions()]
    lines = [tr("Assumed: ") + tr("; ").join(assumed) + tr(".")] if assumed else []
    prices = price_day_text(district.as_of, setting.language) + tr("; ") + tr(_ORDERED_BY_PRICE)
    return [*lines, prices, tr(NESTED_LINKS)]


def use_of_the_page(setting: Setting) -> str:
    """What the paper may be used for."""
    return setting.tr(_USE)
