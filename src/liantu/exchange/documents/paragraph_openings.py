"""What a paragraph begins with: a project (3.城东保障房项目。), a topic (新能源汽车：), who speaks (记者：)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from liantu.exchange.documents.stated_stages import find_stages
from liantu.exchange.documents.word_lists import list_words

_NUMBERED = re.compile(
    r"\s*(?:\d{1,2}[.、．)）](?!\d)|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[①-⑳●■◆▲·]|项目[一二三四五六七八九十]：)\s*"
)
_NAME = re.compile("(?P<name>[^，。；：:\\n]{3,42}?(?:（[^（）]{1,8}）)?)(?P<mark>[。：:，]|(?=由|总投资|位于|占地))")
_WORKS = re.compile("(?:" + list_words("works_end") + ")(?:（[^（）]{1,8}）|[一二三四]期)?$")
_OF_PROJECT = re.compile("总投资|占地|用地|建设单位|建设内容|建筑面积|匡算投资|估算投资|投资额|年产")
_TOPIC = re.compile("(?P<name>[一-鿿A-Za-z0-9]{2,10})[：:]")
_SPEAKER = re.compile("(?:" + list_words("speaker") + ")$")
_PHASE = re.compile("[一二三四首]期")
_SECTIONS = (
    ("paused", "停建|缓建|停工"),
    ("operating", "竣工|投产|建成"),
    ("building", "续建|在建"),
    ("announced", "新开工|拟开工|前期|储备|谋划|拟建|计划"),
    ("signed", "签约"),
)


@dataclass(frozen=True)
class Opening:
    """How a paragraph begins: ``project`` with the place of its name, ``topic`` or ``speaker``."""

    kind: str
    name: str
    first: int
    last: int


def find_opening(text: str) -> Opening | None:
    """The opening of a paragraph.

    >>> find_opening("3.城东住房项目。总投资2亿元。").name, find_opening("新材料：到2030年，产值达到3亿元。").kind
    ('城东住房项目', 'topic')
    """
    numbered = _NUMBERED.match(text)
    start = numbered.end() if numbered else 0
    named = _NAME.match(text, start)
    if named and _OF_PROJECT.search(text, named.end()):
        name = named["name"]
        works = bool(_WORKS.search(name)) and (numbered or named["mark"] in ("。", "：", ":"))
        if works or (numbered and named["mark"] == "。" and _OF_PROJECT.search(text, named.end(), named.end() + 16)):
            return Opening("project", name.removeprefix("项目名称："), named.start("name"), named.end("name"))
    topic = _TOPIC.match(text, start)
    if not topic or re.search("[0-9]", topic["name"]):
        return None
    kind = "speaker" if _SPEAKER.search(topic["name"]) else "topic"
    return Opening(kind, topic["name"], topic.start("name"), topic.end("name"))


def read_section_stage(heading: str) -> str:
    """The stage of the projects of a section: 一、续建项目."""
    if "项目" not in heading and "工程" not in heading:
        return ""
    return next((stage for stage, words in _SECTIONS if re.search(words, heading)), "")


def sum_up_stage(text: str, section: str) -> str:
    """The stage of the whole project of a paragraph: what it says of no phase, else its section, else its phases."""
    whole, phases = [], []
    for stage in find_stages(text):
        if stage.then:
            continue
        clause = text[max(text.rfind(mark, 0, stage.first) for mark in "，。；") + 1 : stage.last]
        if _PHASE.search(text[max(text.rfind(mark, 0, stage.first) for mark in "。；") + 1 : stage.last]):
            phases.append(stage.stage)
        elif stage.stage != "announced" and not re.search("建设单位|老厂|原有", clause):
            whole.append(stage.stage)
    if whole:
        return whole[-1]
    if section or not phases:
        return section
    return phases[0] if len(set(phases)) == 1 else "building"
