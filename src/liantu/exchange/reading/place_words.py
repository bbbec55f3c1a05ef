"""Words of tables by places: headings over names of places, names that read as places, rows that are the whole."""

from __future__ import annotations

import re
import unicodedata

_KINDS = "工业园区|园区|乡镇|镇街|镇乡|街镇|街道|地区|区域|板块|功能区|平台|区县|县区|区市县|属地|乡|镇|街|园"
_LINKED = rf"(?:{_KINDS})[及和或与]?"
_HEADING = re.compile(rf"各?(?:{_LINKED})+(?:名称)?|单位名称|places?|parks?|towns?", re.I)
_WHOLE = re.compile(r"(?:全[区县市省]|[区县市])?(?:合计|总计)|全[区县市省]|total", re.I)
_SUBTOTAL = re.compile(r".*(?:小计|合计)|subtotal", re.I)
_PLACE = re.compile(r".+(?:区|县|市|镇|乡|街道|园|组团|基地|新城|科技城|产业城|村|park|town|zone)", re.I)


def is_place_heading(text: str) -> bool:
    """Whether a column names places.

    >>> [is_place_heading(text) for text in ("园　区", "镇（街道）、园区", "单位名称", "园区面积", "计量单位")]
    [True, True, True, False, False]
    """
    return bool(_HEADING.fullmatch(re.sub(r"[()、,/]", "", _plain(text))))


def is_whole(text: str) -> bool:
    """Whether a name means all places together.

    >>> [is_whole(text) for text in ("合　计", "全区", "全区合计", "乡镇合计", "东园")]
    [True, True, True, False, False]
    """
    return bool(_WHOLE.fullmatch(_plain(text)))


def is_of_level(text: str, name: str) -> bool:
    """Whether a whole can be the place of a name: 全市 is not all of a county.

    >>> [is_of_level(text, "甲区（新）") for text in ("全区", "合计", "全市", "全市合计")]
    [True, True, False, False]
    """
    level = re.match("全([区县市省])", _plain(text))
    kind = re.sub(r"\([^()]*\)$", "", _plain(name))[-1:]
    return level is None or kind not in "区县市省" or level[1] == kind


def is_subtotal(text: str) -> bool:
    """Whether a name means some of the places together.

    >>> [is_subtotal(text) for text in ("小计", "乡镇合计", "合计", "东园")]
    [True, True, False, False]
    """
    return bool(_SUBTOTAL.fullmatch(_plain(text))) and not is_whole(text)


def reads_as_place(text: str) -> bool:
    """Whether a name ends as names of places do, or means all of them.

    >>> [reads_as_place(text) for text in ("东岸工业园（虚构）", "白涛街道", "合计", "目标", "利润总额")]
    [True, True, True, False, False]
    """
    plain = re.sub(r"\([^()]*\)$", "", _plain(text))
    return is_whole(plain) or is_subtotal(plain) or bool(_PLACE.fullmatch(plain))


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
