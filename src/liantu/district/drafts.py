"""Forms that somebody has begun and not sent yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from liantu.district.view import DistrictView
from liantu.model.change import Change

if TYPE_CHECKING:
    from liantu.store.drafts import Draft

_LISTED = {"name": pl.String, "saved": pl.String, "base": pl.Int64}


@dataclass(frozen=True)
class Drafts:
    """The drafts of one person, each under a name; a district in a folder keeps none, nor does nobody."""

    view: DistrictView
    person: str

    def listed(self) -> pl.DataFrame:
        """The drafts, the last saved first: name, saved (UTC), base (the change it was begun on)."""
        from liantu.store.drafts import list_drafts

        if not self._is_kept:
            return pl.DataFrame(schema=_LISTED)
        return list_drafts(self.view.require_workspace().engine, self.person)

    def find(self, name: str) -> Draft | None:
        """The draft of a name; None when there is none."""
        from liantu.store.drafts import load_draft

        return load_draft(self.view.require_workspace().engine, self.person, name) if self._is_kept else None

    def save(self, name: str, change: Change, base: int) -> None:
        """Keep what was begun on a change, in place of the draft of that name."""
        from liantu.store.drafts import save_draft

        if self._is_kept:
            save_draft(self.view.require_workspace().engine, self.person, name, change, base)

    def delete(self, name: str) -> None:
        """Throw a draft away; one that is not there is no mistake."""
        from liantu.store.drafts import delete_draft

        if self._is_kept:
            delete_draft(self.view.require_workspace().engine, self.person, name)

    @property
    def _is_kept(self) -> bool:
        return self.view.workspace is not None and bool(self.person)
