"""What a reader must be told of a district wherever it is shown: that it is made up, that it is an example."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model import schema
from liantu.model.problems import compose_part

_LIST = "district_notice"


def read_disclaimer(about: Mapping[str, object], language: str = "zh_CN") -> str:
    """The notice of a district in a language, from its ``district.yaml``; empty when there is none.

    ``fictitious: true`` puts the words for it first, whether or not the district has words of its own.

    >>> read_disclaimer({"fictitious": True}, "en")
    'Fictitious example'
    >>> read_disclaimer({"fictitious": True, "notice": {"zh": "数字均为编造"}})
    '虚构示例：数字均为编造'
    """
    return (
        compose_part("colon")
        .in_language(language)
        .join(filter(None, (label_made_up(about, language), _read_text(about, language))))
    )


def label_made_up(about: Mapping[str, object], language: str = "zh_CN") -> str:
    """The words for a made-up district; empty for any other.

    >>> label_made_up({"fictitious": True}), label_made_up({"demo": True})
    ('虚构示例', '')
    """
    return schema.label_code(_LIST, "fictitious", language) if about.get("fictitious") is True else ""


def _read_text(about: Mapping[str, object], language: str) -> str:
    zh = language.startswith("zh")
    notice = about.get("notice") if zh else about.get("notice_en") or about.get("notice")
    if isinstance(notice, Mapping):
        notice = notice.get("zh" if zh else "en") or notice.get("zh")
    return str(notice or "")
