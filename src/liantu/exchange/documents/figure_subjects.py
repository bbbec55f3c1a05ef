"""Whom a figure is of: the firm, place or project named nearest before it, 该公司, else whom the text is about."""

from __future__ import annotations

import re

from liantu.exchange.documents.figure_draft import Draft
from liantu.exchange.documents.figure_rules import OF_PROJECTS
from liantu.exchange.documents.reading_state import ReadingState, is_place_subject
from liantu.exchange.documents.sentence_parts import SentenceParts
from liantu.exchange.documents.stated_names import Mention
from liantu.exchange.documents.word_lists import list_words

#: Measures that are of a place and of no firm that happens to be named before them.
_OF_PLACES = re.compile(list_words("of_places"))
_THEN = re.compile("(?:建成|达产|投产|投用|建成投产|全部建成|全面达产|投运)后")
_OF_FIRMS = re.compile("产能|生产线|产线|订单|员工|职工|营业收入|营收|销售收入|研发投入|产量|销量|工人")


def find_subject(parts: SentenceParts, draft: Draft, state: ReadingState) -> Mention:
    """The subject of a figure."""
    if state.owner and not _names_another(parts, draft):
        return state.owner
    if project := _find_own_project(parts, draft, state):
        return project
    if draft.rule == "cluster":
        places = parts.named_before(draft.first, ("place",))
        return next((each for each in places if is_place_subject(parts, each, draft.first)), state.subject)
    if project := _find_leading_project(parts, draft):
        return project
    nearest = _find_nearest(parts, draft)
    if nearest and nearest.kind == "firm" and state.subject.kind == "place" and _OF_PLACES.search(draft.measure):
        nearest = nearest if nearest.first >= parts.clause_start(draft.first, weak=False) else None
    if nearest:
        return _look_back(nearest, state) if nearest.kind == "back" else nearest
    return _find_before(parts, draft, state)


def _names_another(parts: SentenceParts, draft: Draft) -> bool:
    """Whether the clause of a figure names a firm or place of its own in a paragraph about a project."""
    start = parts.clause_start(draft.first, weak=False)
    if draft.rule == "project" or OF_PROJECTS.search(draft.measure):
        return False
    return any(
        start <= each.first < draft.first and each.role == "subject" and each.kind in ("firm", "place")
        for each in parts.mentions
    )


def _find_leading_project(parts: SentenceParts, draft: Draft) -> Mention | None:
    """The project that a sentence, or its part behind a semicolon, begins with, unless somebody is named behind it."""
    start = max(parts.text.rfind("；", 0, draft.first) + 1, 0)
    ahead = [each for each in parts.projects if start <= each.first <= start + 4 and each.last <= draft.first]
    if not ahead:
        return None
    named = parts.named_before(draft.first, ("firm", "place", "back"), ("subject", "back"))
    return None if any(each.first >= ahead[-1].last for each in named) else ahead[-1]


def _find_before(parts: SentenceParts, draft: Draft, state: ReadingState) -> Mention:
    """The subject of a figure whose sentence names none: that of the sentence before, or of the text."""
    project = _find_named_project(parts, draft) if draft.rule == "capacity" and not state.subject_before else None
    if project and len(project.name) > len(draft.product) + 2:
        return project
    if _OF_PLACES.search(draft.measure) or re.search("产业|集群|行业|项目", draft.scope):
        before = state.subject_before
        return before if before and before.kind == "place" else state.subject
    of_firm = draft.rule == "capacity" or bool(_OF_FIRMS.search(draft.measure))
    if not state.subject_before and state.firms and of_firm:
        return state.firms[-1]
    return state.subject_before or state.subject


def _find_own_project(parts: SentenceParts, draft: Draft, state: ReadingState) -> Mention | None:
    """The project of a measure that projects have, or of what follows once it is built."""
    if draft.rule == "project" or OF_PROJECTS.search(draft.measure):
        return _find_project(parts, draft, state)
    if draft.rule in ("capacity", "cluster"):
        return None
    ahead = [each for each in parts.projects if each.first < draft.first]
    return ahead[-1] if ahead and _THEN.search(parts.text, ahead[-1].last, draft.first) else None


def _find_nearest(parts: SentenceParts, draft: Draft) -> Mention | None:
    """The subject named nearest before the figure, in its clause or else in its sentence."""
    before = [each for each in parts.mentions if each.first < draft.first and each.last <= draft.last]
    start = parts.clause_start(draft.first, weak=False)
    clause = [each for each in before if each.first >= start]
    return _choose(parts, draft, clause, True) or _choose(parts, draft, before, False)


def _choose(parts: SentenceParts, draft: Draft, group: list[Mention], same_clause: bool) -> Mention | None:
    """A partner, or a place where something stands, only for want of another."""
    subjects = [each for each in group if each.role in ("subject", "back")]
    firms = [each for each in subjects if each.kind in ("firm", "back")]
    if draft.rule == "capacity":
        makers = firms or [each for each in group if each.role == "partner"]
        return makers[-1] if makers else None if same_clause else _choose_place(parts, draft, subjects)
    if firms and (subjects[-1].kind != "place" or _is_inside(parts, subjects[-1])):
        return firms[-1]
    return _choose_place(parts, draft, subjects) or next(reversed(firms), None)


def _choose_place(parts: SentenceParts, draft: Draft, subjects: list[Mention]) -> Mention | None:
    return next((each for each in reversed(subjects) if is_place_subject(parts, each, draft.first)), None)


def _is_inside(parts: SentenceParts, place: Mention) -> bool:
    """Whether a place is a part of a firm's or a project's words and no subject of its own."""
    return bool(re.match("的|公司|企业|基地|生产|工厂", parts.text[place.last :]))


def _find_named_project(parts: SentenceParts, draft: Draft) -> Mention | None:
    firms = parts.named_before(draft.first, ("firm",), ("subject",))
    before = [each for each in parts.projects if each.first < draft.first]
    if before and any(each.first >= before[-1].last for each in firms):
        before = []
    end = parts.clause_end(draft.last)
    behind = [each for each in parts.projects if draft.first <= each.first <= end]
    if behind and parts.text.startswith("的", draft.last):
        return behind[0]
    return next(iter(before[-1:] + behind[:1]), None)


def _find_project(parts: SentenceParts, draft: Draft, state: ReadingState) -> Mention | None:
    if named := _find_named_project(parts, draft):
        return named
    back = [each for each in parts.named_before(draft.first, ("back",)) if "项目" in each.name]
    firms = parts.named_before(draft.first, ("firm",), ("subject",))
    places = parts.named_before(draft.first, ("place",))
    return state.project if back or (state.project_here and not (firms or places)) else None


def _look_back(back: Mention, state: ReadingState) -> Mention:
    if re.search("项目|基地|装置", back.name):
        firm = next(reversed(state.firms), None)
        return (state.project if state.project_here else None) or state.subject_before or firm or state.subject
    if re.search("公司|企业|集团|厂", back.name):
        firm = state.subject_before if state.subject_before and state.subject_before.kind == "firm" else None
        return firm or (state.firms[-1] if state.firms else state.subject)
    return state.subject_before or state.subject
