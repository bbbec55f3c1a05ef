"""What stands under every table, drawing and report: sources, day, what the figures are, notes, the demo notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from liantu.exchange.paper.setting import Setting
from liantu.wording import N_
from liantu.wording.days import day_text

COMPUTED = N_("Computed figures, not statistics")


def foot_lines(setting: Setting, notes: Sequence[str] = (), *, computed: bool = True) -> list[str]:
    """What a scenario supposes, sources, date, what the figures are, notes and the demo notice, as lines."""
    _ = setting.tr
    lines: list[str] = [*setting.scenario]
    if setting.sources:
        marks = [f"{n}. {title}" for n, title in enumerate(setting.sources.values(), 1)]
        lines.append(_("Sources: ") + _("; ").join(marks))
    dated = [as_of_text(setting)] if setting.as_of else []
    if computed:
        dated.append(_(COMPUTED))
    if dated:
        # What the district is stands on the same line: a line of its own may stand alone on a page.
        behind = ("" if setting.chinese else " ") + setting.notice if setting.notice else ""
        lines.append(_(". ").join(dated) + (_(".")) + behind)
    sentences = [*notes, *setting.notes]
    if sentences:
        between = "" if setting.chinese else " "
        lines.append(_("Note: ") + between.join(_sentence(note, setting) for note in sentences))
    if setting.notice and not dated:
        lines.append(setting.notice)
    return lines


def _sentence(words: str, setting: Setting) -> str:
    """The words with a full stop."""
    return words if words.endswith((".", setting.tr("."))) else words + setting.tr(".")


def as_of_text(setting: Setting) -> str:
    """The day of a paper in words.

    >>> as_of_text(Setting(as_of="2023-12-31")), as_of_text(Setting("en", as_of="2023-12-31"))
    ('截至：2023年12月31日', 'As of: 31 December 2023')
    """
    return setting.tr("As of: ") + day_words(setting)


def day_words(setting: Setting) -> str:
    """The day alone, in words."""
    return day_text(date.fromisoformat(setting.as_of), chinese=setting.chinese)
