"""What a reader must be told of a district wherever it is shown: that it is made up, that it is an example."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from liantu.model import schema

_LIST = "district_notice"


def notice(about: Mapping[str, Any], language: str = "zh_CN") -> str:
    """The notice of a district in a language, from its ``district.yaml``; empty when there is none.

    ``fictitious: true`` puts the words for it first, whether or not the district has words of its own.

    >>> notice({"fictitious": True}, "en"), notice({"fictitious": True, "notice": {"zh": "数字均为编造"}})
    ('Fictitious example', '虚构示例：数字均为编造')
    """
    return (": " if not language.startswith("zh") else "：").join(
        filter(None, (mark(about, language), _own(about, language)))
    )


def mark(about: Mapping[str, Any], language: str = "zh_CN") -> str:
    """The words for a made-up district; empty for any other.

    >>> mark({"fictitious": True}), mark({"demo": True})
    ('虚构示例', '')
    """
    return schema.label(_LIST, "fictitious", language) if about.get("fictitious") is True else ""


def _own(about: Mapping[str, Any], language: str) -> str:
    zh = language.startswith("zh")
    given = about.get("notice") if zh else about.get("notice_en") or about.get("notice")
    if isinstance(given, Mapping):
        given = given.get("zh" if zh else "en") or given.get("zh")
    return str(given or "")
