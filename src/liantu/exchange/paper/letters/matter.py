"""What a letter is about: the project, the item and its case, in words; None is not known and stays a blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from liantu.exchange.paper.letter import LetterBlock
from liantu.exchange.paper.setting import Setting
from liantu.library.approvals import Graph, Item
from liantu.wording import N_
from liantu.wording.days import BLANK, signing_day

_UNITS = {"workday": N_("working days"), "day": N_("calendar days")}
_DAYS = {
    "statutory": N_("statutory limit"),
    "promised": N_("limit the office promises"),
    "stage": N_("limit of the stage"),
    "total": N_("limit of the whole course"),
    "planning": N_("planning value; the limit in force is to be verified"),
}


@dataclass(frozen=True)
class Matter:
    """One item of one project. ``promise`` and ``gaps`` are yes, no or unknown; ``conditions`` those of a promise."""

    project: str
    applicant: str | None = None
    place: str | None = None
    item: str | None = None
    authority: str | None = None
    basis: str | None = None
    days: str | None = None
    promise: str = "unknown"
    conditions: str | None = None
    gaps: str = "unknown"
    main: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    unsorted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    submitted: date | None = None
    due: date | None = None


class LetterProject(TypedDict):
    """What a letter reads of a row of projects."""

    zh: str | None
    en: str | None
    owner: str | None
    place: str | None


class LetterCase(TypedDict, total=False):
    """What a letter reads of a row of cases, as far as it is there."""

    office: str | None
    missing: list[str]
    submitted: date | None
    due: date | None


class _ItemWords(TypedDict, total=False):
    """What a letter says of an item."""

    item: str
    authority: str | None
    basis: str | None
    days: str | None
    promise: str
    conditions: str | None
    gaps: str
    main: tuple[str, ...]
    secondary: tuple[str, ...]
    unsorted: tuple[str, ...]
    missing: tuple[str, ...]


def to_matter(
    project: LetterProject,
    setting: Setting,
    item: Item | None = None,
    graph: Graph | None = None,
    case: LetterCase | None = None,
) -> Matter:
    """The matter of a row of projects, an item of a graph and a case, as far as they are there."""
    case, zh = case or {}, setting.chinese
    about: _ItemWords = {}
    if item is not None:
        about = _describe_item(item, graph, tuple(case.get("missing") or ()), setting)
    if case.get("office"):
        about["authority"] = setting.name(case["office"])
    return Matter(
        project=str((project["zh"] if zh else project["en"] or project["zh"]) or BLANK),
        applicant=setting.name(project["owner"]) or None,
        place=setting.name(project["place"]) or None,
        submitted=case.get("submitted"),
        due=case.get("due"),
        **about,
    )


def _describe_item(item: Item, graph: Graph | None, missing: tuple[str, ...], setting: Setting) -> _ItemWords:
    """What a letter says of an item: its papers by part, ground, days, promise, gaps and authority."""
    zh = setting.chinese
    named = {material.id: _name_of(material, zh) for material in item.materials}
    papers = {
        part: tuple(named[material.id] for material in item.materials if material.part == part)
        for part in ("main", "secondary", "unknown")
    }
    offices = graph.authorities if graph else {}
    return {
        "main": papers["main"],
        "secondary": papers["secondary"],
        "unsorted": papers["unknown"],
        "item": _name_of(item, zh) or item.id,
        "basis": _basis(item.basis, item.status, setting),
        "days": _limit(item, setting),
        "promise": item.promise.possible,
        "conditions": _name_of(item.promise, zh) or None,
        "gaps": item.gaps.possible,
        "missing": tuple(named.get(key, key) for key in missing),
        "authority": _list([_label_of(offices, key, zh) for key in item.authority], setting) or None,
    }


def text_or_blank(words: str | None) -> str:
    """The words, or a blank to be filled in."""
    return words or BLANK


def numbered_lines(words: Sequence[str], lines: int = 2) -> list[LetterBlock]:
    """A line for each, numbered; blank lines where none is known."""
    return [LetterBlock(text, "entry") for text in words or (BLANK * 4,) * lines]


def signature_lines(signer: str, setting: Setting, person: str | None = None) -> list[LetterBlock]:
    """The lines to be signed: seal, person, day."""
    blanks = {words: BLANK + "____" for words in (signer, person) if words}
    blanks[setting.tr("Date")] = signing_day(chinese=setting.chinese)
    lines = [words + setting.tr(": ") + blank for words, blank in blanks.items()]
    return [LetterBlock(lines[0], "seal"), *(LetterBlock(line, "sign") for line in lines[1:])]


def _name_of(part: Any, zh: bool) -> str:
    return str((part.zh if zh else part.en) or part.zh)


def _label_of(words: Mapping[str, Mapping[str, str]], key: str, zh: bool) -> str:
    found = words.get(key) or {}
    return (found.get("zh") if zh else found.get("en")) or key


def _list(words: Sequence[str], setting: Setting) -> str:
    return setting.tr(", ").join(words)


def _basis(basis: str, status: str, setting: Setting) -> str | None:
    """The ground of an item; one whose text nobody has read says so."""
    if not basis:
        return None
    if status == "confirmed":
        return basis
    return basis + setting.tr(" (%s)") % setting.tr("to be verified")


def _limit(item: Item, setting: Setting) -> str | None:
    if item.days is None:
        return None
    unit, kind = setting.tr(_UNITS[item.unit]), setting.tr(_DAYS[item.kind])
    return setting.tr("%(days)s %(unit)s (%(kind)s)") % {"days": item.days, "unit": unit, "kind": kind}
