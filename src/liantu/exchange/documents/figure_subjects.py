"""Whom a figure is of: the firm, place or project named nearest before it, 该公司, else whom the text is about."""

from __future__ import annotations

import re

from liantu.exchange.documents.figure_rules import OF_PROJECTS, Draft
from liantu.exchange.documents.reading_state import ReadingState, is_place_subject
from liantu.exchange.documents.sentence_parts import SentenceParts
from liantu.exchange.documents.stated_names import Mention

_OF_PLACES = re.compile(
    "地区生产总值|GDP|规上工业|规模以上工业|一般公共预算|社会消费品|城镇|农村|居民|常住|户籍|全社会|招商|签约项目|新签约|规上企业|高新技术企业"
)
_THEN = re.compile("(?:建成|达产|投产|投用|建成投产|全部建成|全面达产|投运)后")
_OF_FIRMS = re.compile("产能|生产线|产线|订单|员工|职工|营业收入|营收|销售收入|研发投入|产量|销量|工人")


def find_subject(parts: SentenceParts, draft: Draft, state: ReadingState) -> Mention:
    """The subject of a figure."""
    project = _find_project(parts, draft, state)
    if project and (draft.rule == "project" or OF_PROJECTS.search(draft.measure)):
        return project
    if draft.rule == "cluster":
        places = [each for each in parts.mentions if each.kind == "place" and each.first < draft.first]
        return next((each for each in places if is_place_subject(parts, each, draft.first)), state.subject)
    ahead = [each for each in parts.projects if each.first < draft.first]
    if ahead and _THEN.search(parts.text, ahead[-1].last, draft.first):
        return ahead[-1]
    nearest = _find_nearest(parts, draft)
    if nearest and nearest.kind == "back":
        return _look_back(nearest, state)
    if nearest:
        return nearest
    if draft.rule == "capacity" and not state.told and (project := _find_project(parts, draft, state, here=True)):
        return project
    if _OF_PLACES.search(draft.measure) or re.search("产业|集群|行业|项目", draft.scope):
        return state.told if state.told and state.told.kind == "place" else state.subject
    if not state.told and state.firms and (draft.rule == "capacity" or _OF_FIRMS.search(draft.measure)):
        return state.firms[-1]
    return state.told or state.subject


def _find_nearest(parts: SentenceParts, draft: Draft) -> Mention | None:
    """The subject named nearest before the figure; a partner or a place where something stands only for want of one."""
    place = re.search("的$", parts.text[: draft.first])
    before = [
        each
        for each in parts.mentions
        if each.last <= draft.first + bool(place)
        or (each.first < draft.last and each.last <= draft.last and each.first < draft.first)
    ]
    clause = [each for each in before if each.first >= parts.clause_start(draft.first, weak=False)]
    for group in (clause, before):
        subjects = [each for each in group if each.role in ("subject", "back")]
        firms = [each for each in subjects if each.kind in ("firm", "back")]
        if firms and (draft.rule == "capacity" or subjects[-1].kind != "place" or _is_inside(parts, subjects[-1])):
            return firms[-1]
        partners = [each for each in group if each.kind == "firm" and each.role == "partner"]
        if partners and draft.rule == "capacity":
            return partners[-1]
        places = [each for each in subjects if is_place_subject(parts, each, draft.first)]
        if places and draft.rule == "capacity" and group is clause:
            places = []
        if places or firms:
            return (places or firms)[-1]
    return None


def _is_inside(parts: SentenceParts, place: Mention) -> bool:
    """Whether a place is a part of a firm's or a project's words and no subject of its own."""
    return bool(re.match("的|公司|企业|基地|生产|工厂", parts.text[place.last :]))


def _find_project(parts: SentenceParts, draft: Draft, state: ReadingState, here: bool = False) -> Mention | None:
    before = [each for each in parts.projects if each.first < draft.first]
    if before:
        return before[-1]
    end = parts.clause_end(draft.last)
    if behind := [each for each in parts.projects if each.first <= end]:
        return behind[0]
    if here:
        return None
    back = [each for each in parts.mentions if each.kind == "back" and "项目" in each.name and each.first < draft.first]
    firms = [
        each for each in parts.mentions if each.kind == "firm" and each.first < draft.first and each.role == "subject"
    ]
    places = [each for each in parts.mentions if each.kind == "place" and each.first < draft.first]
    if back or not (firms or places):
        return state.project
    return None


def _look_back(back: Mention, state: ReadingState) -> Mention:
    if re.search("项目|基地|装置", back.name) and state.project:
        return state.project
    if re.search("公司|企业|集团|厂", back.name):
        firm = state.told if state.told and state.told.kind == "firm" else None
        return firm or (state.firms[-1] if state.firms else state.subject)
    return state.told or state.subject
