"""The links of 补链清单 in groups: named by documents, needed by a chain, needed elsewhere, of unknown amount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liantu.exchange.paper.printed_rows import PaperGap, PrintedRow, code_label, evidence_text, join_names
from liantu.exchange.paper.setting import Setting
from liantu.wording import N_, WIDE_SPACE
from liantu.wording.days import point_number
from liantu.wording.points_to_verify import describe_points

_NAMED = "named_missing"
#: A chain with fewer links stands with the others.
_OWN_GROUP = 2
#: Firms stand above a group as long as one line has room for them, else with each link.
_FIRMS_ABOVE = 4
_BY_PLANTS = N_("needed by what plants use")
_EVIDENCE_BY_PLANTS = N_("%s, needed by what plants use")
_OTHER_CHAINS = N_("Other chains and links")
_UNKNOWN = N_("Links of unknown amount (counted as soon as firms report their capacities)")


@dataclass(frozen=True)
class GapLine:
    """A link: its row, what is printed of it, and the chain it stands in; empty where it stands in none."""

    row: PaperGap
    printed: PrintedRow
    chain: str

    @property
    def known(self) -> bool:
        """Whether its gap is known."""
        return self.row.get("gap_typical") is not None

    @property
    def named(self) -> bool:
        """Whether a document names it as missing."""
        return self.row.get("evidence") == _NAMED


@dataclass(frozen=True)
class LinkGroup:
    """Links that are read together, and what is true of all of them: their evidence and what is to be verified."""

    title: str
    lines: tuple[GapLine, ...]
    evidence: str = ""
    shared: frozenset[str] = frozenset()
    #: Whether its firms stand with each link: there are too many to stand above.
    firms_below: bool = False
    known: bool = True


def group_links(lines: Sequence[GapLine], setting: Setting) -> list[LinkGroup]:
    """The groups of a list, in the order in which they are printed; those without links are left out."""
    named: list[GapLine] = []
    unknown: list[GapLine] = []
    chains: dict[str, list[GapLine]] = {}
    for line in lines:
        found = unknown if not line.known else named if line.named else chains.setdefault(line.chain, [])
        found.append(line)
    large = [chain for chain, links in chains.items() if chain and len(links) >= _OWN_GROUP]
    scattered = [line for line in lines if line.known and not line.named and line.chain not in large]
    groups = [_group(named, setting), *(_group(chains[chain], setting) for chain in large)]
    groups.append(_group(scattered, setting, _OTHER_CHAINS if large else ""))
    groups.append(LinkGroup(setting.tr(_UNKNOWN), tuple(unknown), shared=_shared_points(unknown), known=False))
    return [group for group in groups if group.lines]


def group_heading(group: LinkGroup, number: int, setting: Setting) -> str:
    """The line above a group: what its links have in common, who needs them, and what is to be verified of all."""
    tr = setting.tr
    parts = []
    if group.known and not group.firms_below:
        parts.append(tr("needed by: %s") % _firms_text(group.lines, setting))
    shared = [code for code in group.lines[0].row.get("to_verify") or () if code in group.shared]
    if shared:
        parts.append(tr("to verify of all: %s") % describe_points(shared, setting.language, setting.name))
    beside = tr(" (%s)") % tr("; ").join(parts) if parts else ""
    return point_number(number, chinese=setting.chinese) + group.title + beside


def verify_text(line: GapLine, group: LinkGroup, setting: Setting) -> str:
    """What is to be verified of a link beside what is of all of its group."""
    tr, parts = setting.tr, []
    if line.printed["evidence"] != group.evidence:
        parts.append(str(line.printed["evidence"]))
    codes = [code for code in line.row.get("to_verify") or () if code not in group.shared]
    parts.append(describe_points(codes, setting.language, setting.name))
    if group.firms_below:
        parts.append(tr("needed by: %s") % join_names(line.row.get("needed_list"), setting))
    return tr("; ").join(filter(None, parts)) or "—"


def _group(lines: Sequence[GapLine], setting: Setting, title: str = "") -> LinkGroup:
    if not lines:
        return LinkGroup("", ())
    tr = setting.tr
    found = {evidence_text(line.row, setting) for line in lines}
    evidence = found.pop() if len(found) == 1 else ""
    chains = {line.chain for line in lines}
    chain = setting.name(next(iter(chains))) if len(chains) == 1 else ""
    if lines[0].named:
        words = evidence or code_label("evidence", _NAMED, setting)
    else:
        words = tr(_EVIDENCE_BY_PLANTS) % evidence if evidence else tr(_BY_PLANTS)
    head = tr(title) if title else chain
    firms = _firms(lines, setting)
    words = WIDE_SPACE.join(filter(None, [head, words]))
    shared = _shared_points(lines)
    return LinkGroup(_begin_sentence(words), tuple(lines), evidence, shared, firms_below=len(firms) > _FIRMS_ABOVE)


def _begin_sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _shared_points(lines: Sequence[GapLine]) -> frozenset[str]:
    """What is to be verified of each of several links."""
    points = [frozenset(line.row.get("to_verify") or ()) for line in lines]
    return frozenset.intersection(*points) if len(points) > 1 else frozenset()


def _firms(lines: Iterable[GapLine], setting: Setting) -> Mapping[str, list[str]]:
    """The links of a group by the firms that need them."""
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(join_names(line.row.get("needed_list"), setting), []).append(str(line.printed["name"]))
    return found


def _firms_text(lines: Iterable[GapLine], setting: Setting) -> str:
    tr, firms = setting.tr, _firms(lines, setting)
    if len(firms) == 1:
        return next(iter(firms)) or setting.unknown
    parts = [tr(", ").join(links) + tr(": ") + (names or setting.unknown) for names, links in firms.items()]
    return tr("; ").join(parts)
