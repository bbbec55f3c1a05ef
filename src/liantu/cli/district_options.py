"""The options that every question to a district has, said once: dates, suppositions, format and language."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from liantu.cli.shared import (
    AsOf,
    ChangeFile,
    Folder,
    Format,
    KnownAt,
    Language,
    Off,
    With,
    open_district,
    print_answer,
)

if TYPE_CHECKING:
    import polars as pl

    from liantu.district import District


class DistrictAnswer(NamedTuple):
    """A district as it was opened, and the form in which its answer is printed."""

    district: District
    format: str
    lang: str

    @property
    def is_table(self) -> bool:
        """Whether a person reads it on a terminal: names and notes instead of ids."""
        return self.format == "table"

    def print(
        self, name: str, frame: pl.DataFrame, shown: Callable[[pl.DataFrame], pl.DataFrame] | None = None
    ) -> None:
        """Print a frame, on a terminal as ``shown`` makes it."""
        printed = shown(frame) if shown and self.is_table else frame
        print_answer(self.district, name, printed, self.format, self.lang)

    def over(self, district: District) -> DistrictAnswer:
        """The same form for another view of the district."""
        return self._replace(district=district)


def _list_options(
    folder: Folder,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    off: Off = None,
    change: ChangeFile = None,
    lines: With = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """The options as a command has them; never called."""


def add_district_options(question: Callable[..., None]) -> Callable[..., None]:
    """A command that opens its district and hands it, with the form of the answer, to ``question`` as first argument.

    Its own arguments and options stand between the folder and the options that all have.
    """
    first, *shared = inspect.signature(_list_options, eval_str=True).parameters.values()
    special = list(inspect.signature(question, eval_str=True).parameters.values())[1:]
    names = [option.name for option in (first, *shared)]

    @wraps(question)
    def command(**values: Any) -> None:
        """Open the district and answer."""
        usual = {name: values.pop(name) for name in names}
        question(_open(**usual), **values)

    signature = inspect.Signature([first, *special, *shared])
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = {name: option.annotation for name, option in signature.parameters.items()}
    return command


def _open(
    folder: str,
    as_of: str | None,
    known_at: str | None,
    off: Sequence[str] | None,
    change: Path | None,
    lines: Sequence[str] | None,
    format: str,
    lang: str,
) -> DistrictAnswer:
    return DistrictAnswer(open_district(folder, as_of, known_at, off, change, lines), format, lang)
