"""What stands under every table, drawing and report: sources, day, what the figures are, notes, the demo notice."""

from __future__ import annotations

from collections.abc import Sequence

from liantu.exchange.paper.setting import Setting
from liantu.wording import N_

COMPUTED = N_("Computed figures, not statistics")


def foot_lines(setting: Setting, notes: Sequence[str] = (), *, computed: bool = True) -> list[str]:
    """What a scenario supposes, sources, date, what the figures are, notes and the demo notice, as lines."""
    _ = setting.tr
    lines: list[str] = [*setting.scenario]
    if setting.sources:
        marks = [f"{n}. {title}" for n, title in enumerate(setting.sources.values(), 1)]
        lines.append(_("Sources: ") + _("; ").join(marks))
    dated = [_("As of: ") + setting.as_of] if setting.as_of else []
    if computed:
        dated.append(_(COMPUTED))
    if dated:
        lines.append(_(". ").join(dated) + (_(".")))
    lines += [_("Note: ") + note for note in notes]
    lines += [_("Note: ") + note for note in setting.notes]
    if setting.notice:
        lines.append(setting.notice)
    return lines
