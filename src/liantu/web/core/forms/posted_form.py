"""What a form brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import UploadFile

from liantu.model.whole_numbers import read_whole_number
from liantu.model.written_periods import read_written_period


@dataclass(frozen=True)
class PostedForm:
    """What a form brought: texts and files by the name of the field."""

    texts: Mapping[str, Sequence[str]]
    files: Mapping[str, Sequence[UploadFile]]

    def get(self, name: str) -> str:
        """The text of a field, without blanks around it; empty when there is none."""
        return (self.texts.get(name) or [""])[-1].strip()

    def period(self, name: str) -> str:
        """The text of a field in the notation of periods, where it is a period in words."""
        return read_written_period(self.get(name)) or self.get(name)

    def all(self, name: str) -> list[str]:
        """All values of a field that may be chosen several times."""
        return [text for text in self.texts.get(name, ()) if text]

    def number(self, name: str) -> int:
        """A whole number; 0 when it is none."""
        return read_whole_number(self.get(name)) or 0

    def file(self, name: str) -> UploadFile | None:
        """An uploaded file; None when no file was chosen."""
        found = self.files.get(name) or ()
        return found[0] if found and found[0].filename else None
