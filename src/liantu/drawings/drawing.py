"""A picture as it is drawn, without heading and foot: shapes in a frame, told in words to who does not see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from liantu.drawings.meanings import PATTERNS
from liantu.drawings.svg_text import escape_attribute, format_coordinate

#: Faces of a desktop, the first that is there; a page puts its own in their place.
FACES = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif"
#: Wider ones keep their size and are pushed aside in their box: shrunk to a laptop their type would be too small.
_WIDE = 1000.0
_REFERENCE = re.compile(r"url\(#([\w-]+)\)")


@dataclass(frozen=True)
class Drawing:
    """Shapes in a frame of ``width`` by ``height``. ``name`` is another one for every drawing of a page.

    ``title`` is the answer in a sentence, ``description`` what is drawn, figure by figure: a reader of screens hears
    both. Fills refer to the hatches of ``meanings`` by name.
    """

    name: str
    title: str
    description: str
    width: float
    height: float
    shapes: Sequence[str]

    @property
    def body(self) -> str:
        """The shapes with the hatches they refer to, under names of this drawing alone."""
        inside = "".join(self.shapes)
        used = [name for name in dict.fromkeys(_REFERENCE.findall(inside)) if name in PATTERNS]
        defined = "".join(PATTERNS[name].replace(f'id="{name}"', f'id="{self.name}-{name}"') for name in used)
        for name in used:
            inside = inside.replace(f"url(#{name})", f"url(#{self.name}-{name})")
        return (f"<defs>{defined}</defs>" if defined else "") + inside

    def svg(self, look: str = "pic") -> str:
        """The drawing as SVG text; ``look`` is its class in the page. One with links is a group of them, no image."""
        look += " wide" if self.width > _WIDE else ""
        body, size = self.body, (format_coordinate(self.width), format_coordinate(self.height))
        role = "group" if "<a " in body else "img"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{look}" role="{role}" '
            f'aria-labelledby="{self.name}-title" aria-describedby="{self.name}-desc" '
            f'width="{size[0]}" height="{size[1]}" viewBox="0 0 {size[0]} {size[1]}" font-family="{FACES}">'
            f'<title id="{self.name}-title">{escape_attribute(self.title)}</title>'
            f'<desc id="{self.name}-desc">{escape_attribute(self.description)}</desc>{body}</svg>'
        )
