"""What every paper needs to know beside its figures: language, names, sources, dates, notice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from liantu.wording import translator
from liantu.wording.scenario import MARK, mark_title


@dataclass(frozen=True)
class Setting:
    """The frame a paper stands in.

    ``names`` gives the name of an id (firm, product, office) and ``sources`` the title of a source, both
    already in ``language``; ``scope`` is what stands before the title (district or chain), ``notice`` the
    demo notice. ``scenario`` are the lines of what is supposed: with any, the title and every page say so;
    ``scenario_name`` is what it is called in a line.
    """

    language: str = "zh_CN"
    scope: str = ""
    as_of: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""
    notes: tuple[str, ...] = ()
    scenario: tuple[str, ...] = ()
    scenario_name: str = ""

    @property
    def chinese(self) -> bool:
        """Whether the paper is in Chinese."""
        return is_chinese(self.language)

    def tr(self, message: str) -> str:
        """A message in the language of the paper.

        >>> Setting().tr("Links to fill"), Setting("en").tr("Links to fill")
        ('补链清单', 'Links to fill')
        """
        return translator(self.language)(message)

    @property
    def unknown(self) -> str:
        """The word for what nobody has told us; it is not zero."""
        return self.tr("unknown")

    def name(self, key: object) -> str:
        """The name of an id; the id itself when it has none."""
        return self.names.get(str(key), str(key)) if key is not None else ""

    def join(self, keys: Iterable[object] | None) -> str:
        """Names of several ids in one cell."""
        return self.tr(", ").join(self.name(key) for key in keys or ())

    def cite(self, ids: Iterable[str] | None) -> str:
        """Numbers of the sources in the foot, as ``来源1、2``; empty when there are none."""
        order = list(self.sources)
        numbers = sorted(order.index(i) + 1 for i in ids or () if i in self.sources)
        if not numbers:
            return ""
        return self.tr("source ") + self.tr(", ").join(map(str, numbers))

    def title(self, words: str) -> str:
        """The title of a paper, with its scope."""
        title = self.tr("%(scope)s: %(title)s") % {"scope": self.scope, "title": words} if self.scope else words
        return self.mark(title)

    def mark(self, title: str) -> str:
        """A title with the mark of a scenario behind it, where the paper is one."""
        return mark_title(title, self.language) if self.scenario else title

    @property
    def page_mark(self) -> str:
        """What stands at the head of every page; empty unless the paper is of a scenario."""
        return self.tr(MARK) if self.scenario else ""


def is_chinese(language: str) -> bool:
    """Whether a language code asks for Chinese."""
    return language.lower().startswith("zh")
