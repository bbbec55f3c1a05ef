"""What a district is asked when it invites investment: proposals, registers, candidates, siting, leads, agreements."""

from __future__ import annotations

from dataclasses import dataclass

from liantu.district.view import DistrictView


@dataclass(frozen=True)
class AttractRoom:
    """From a missing link to a project worth proposing, and to the firms worth inviting."""

    view: DistrictView
