"""A figure with what its source says of it: more than, at least, about."""

from __future__ import annotations

from liantu.model.schema import label_code


def add_comparator(figure: str, comparator: str | None, language: str = "zh_CN") -> str:
    """The figure behind the words of its comparator; alone when it is given as it stands.

    >>> add_comparator("300 亿元", "gt"), add_comparator("300 亿元", "about", "en"), add_comparator("3 t", "eq")
    ('超过300 亿元', 'about 300 亿元', '3 t')
    """
    if not figure or comparator in (None, "", "eq"):
        return figure
    gap = "" if language.startswith("zh") else " "
    return f"{label_code('comparator', str(comparator), language)}{gap}{figure}"
