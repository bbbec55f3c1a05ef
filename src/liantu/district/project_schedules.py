"""The schedule of a project as its cases stand: what they leave to be done, and how that stands to a saved one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liantu.deliver.baseline_comparison import BaselineComparison
    from liantu.deliver.remaining_schedule import RemainingSchedule


@dataclass(frozen=True)
class ProjectSchedules:
    """``remaining`` is None where the project has applied for nothing of the graph, ``compared`` where no saved
    schedule was asked for; both without a project."""

    remaining: RemainingSchedule | None = None
    compared: BaselineComparison | None = None

    def to_dict(self) -> dict[str, object]:
        """As JSON: what there is of the two."""
        found: dict[str, object] = {}
        if self.remaining is not None:
            found["remaining"] = self.remaining.to_dict()
        if self.compared is not None:
            found["baseline"] = self.compared.to_dict()
        return found
