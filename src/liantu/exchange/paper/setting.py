"""What every paper needs to know beside its figures: language, names, sources, dates, notice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Text(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str

    def say(self, language: str) -> str:
        """The words in a language.

        >>> Text("补链清单", "Links to fill").say("en")
        'Links to fill'
        """
        return self.zh if is_chinese(language) else self.en


@dataclass(frozen=True)
class Setting:
    """The frame a paper stands in.

    ``names`` gives the name of an id (firm, product, office) and ``sources`` the title of a source, both
    already in ``language``; ``scope`` is what stands before the title (district or chain), ``notice`` the
    demo notice.
    """

    language: str = "zh_CN"
    scope: str = ""
    as_of: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""
    notes: tuple[str, ...] = ()

    @property
    def chinese(self) -> bool:
        """Whether the paper is in Chinese."""
        return is_chinese(self.language)

    @property
    def unknown(self) -> str:
        """The word for what nobody has told us; it is not zero."""
        return "未掌握" if self.chinese else "unknown"

    def name(self, key: object) -> str:
        """The name of an id; the id itself when it has none."""
        return self.names.get(str(key), str(key)) if key is not None else ""

    def join(self, keys: Iterable[object] | None) -> str:
        """Names of several ids in one cell."""
        return ("、" if self.chinese else ", ").join(self.name(key) for key in keys or ())

    def cite(self, ids: Iterable[str] | None) -> str:
        """Numbers of the sources in the foot, as ``来源1、2``; empty when there are none."""
        order = list(self.sources)
        numbers = sorted(order.index(i) + 1 for i in ids or () if i in self.sources)
        if not numbers:
            return ""
        return ("来源" if self.chinese else "source ") + ("、" if self.chinese else ", ").join(map(str, numbers))

    def title(self, words: Text) -> str:
        """The title of a paper, with its scope."""
        if not self.scope:
            return words.say(self.language)
        return f"{self.scope}{words.zh}" if self.chinese else f"{self.scope}: {words.en}"


def is_chinese(language: str) -> bool:
    """Whether a language code asks for Chinese."""
    return language.lower().startswith("zh")
