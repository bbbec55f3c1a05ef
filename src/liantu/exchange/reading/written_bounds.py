"""Bounds as people write them, 超过15%, 约100亿元, 100余亿元: the code of the comparator, and the figure alone."""

from __future__ import annotations

import re
import unicodedata

#: Words before a figure and behind it, the longer first. 以上 holds the figure itself, 多 and 余 do not.
_BEFORE = (
    ("ge", r"不低于|不少于|不小于|至少|≥|>="),
    ("le", r"不超过|不高于|不多于|不大于|至多|最多|≤|<="),
    ("gt", r"超过|超|突破|高于|多于|大于|逾|>"),
    ("lt", r"低于|少于|小于|不足|不到|不满|<"),
    ("about", r"大约|约为?|将近|接近|近|≈|~"),
)
_BEHIND = (("ge", r"及?以上"), ("le", r"及?以下|以内"), ("about", r"左右|上下"))
_MORE = re.compile(r"^([-+]?\d[\d.,]*)[余多](?=\D|$)")


def read_bound_words(text: str) -> tuple[str, str] | None:
    """The code of a comparator and the figure without its words; None of what bounds nothing.

    >>> read_bound_words("超过15%"), read_bound_words("100亿元以上"), read_bound_words("约 ３.５")
    (('gt', '15%'), ('ge', '100亿元'), ('about', '3.5'))
    >>> read_bound_words("100余亿元"), read_bound_words("不低于10户"), read_bound_words("≤5"), read_bound_words("15")
    (('gt', '100亿元'), ('ge', '10户'), ('le', '5'), None)
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    for code, words in _BEFORE:
        if found := re.match(rf"(?:{words})(?=[-+]?\d)", plain):
            return code, plain[found.end() :]
    for code, words in _BEHIND:
        if found := re.search(rf"(?<=[\d%\w])(?:{words})$", plain):
            return code, plain[: found.start()]
    more = _MORE.match(plain)
    return ("gt", more[1] + plain[more.end() :]) if more else None
