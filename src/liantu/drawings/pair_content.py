"""现状图 and 目标图 of a chain in figures: what it needs today, and when all is built and the list is filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from liantu.drawings.chain_cards import STATUS
from liantu.drawings.chain_content import ChainContent
from liantu.model import schema
from liantu.wording import translator
from liantu.wording.amounts import choose_scale
from liantu.wording.paper_figures import paper_figure

NOW, GOAL = "now", "goal"
_STATUSES = ("operating", "building", "planned")
_DOWNSTREAM, _FIRMS = 3, 4


@dataclass(frozen=True)
class Flow:
    """What goes from a card to another, in the plain unit of the product: made here, from nearby, from outside or to be
    brought in; ``unknown`` where no amount is known. ``other_unit``: its width is comparable with no other's."""

    source: str
    target: str
    local: float = 0.0
    nearby: float = 0.0
    outside: float = 0.0
    unknown: bool = False
    other_unit: bool = False

    @property
    def amount(self) -> float:
        """All of it."""
        return self.local + self.nearby + self.outside


@dataclass(frozen=True)
class PairCard:
    """A card: name, the look of its status with the word for it, the lines below, and what is written beside it."""

    id: str
    name: str
    status: str
    word: str
    lines: tuple[str, ...] = ()
    beside: str = ""
    href: str = ""


@dataclass(frozen=True)
class PairPanel:
    """One of the two maps: what it shows, its cards from upstream to downstream, and its flows."""

    kind: str
    title: str
    inputs: tuple[PairCard, ...]
    made: tuple[PairCard, ...]
    downstream: tuple[PairCard, ...]
    flows: tuple[Flow, ...]


@dataclass(frozen=True)
class ChainPair:
    """Both maps; ``folded`` inputs have no card, ``per_unit``: no capacity is known, amounts are for 10,000 units."""

    now: PairPanel
    goal: PairPanel
    folded: int
    per_unit: bool


def make_chain_pair(
    content: ChainContent,
    day: str,
    lang: str = "zh_CN",
    name_of: Callable[[str], str] = str,
    url: Callable[[str], str] = lambda path: "",
) -> ChainPair:
    """The pair of maps of a chain; ``name_of`` gives the short name of a firm."""
    return _Maker(content, lang, name_of, url).pair(day)


class _Maker:
    def __init__(
        self, content: ChainContent, lang: str, name_of: Callable[[str], str], url: Callable[[str], str]
    ) -> None:
        self.content, self.name_of, self.url = content, name_of, url
        self.lang, self.zh, self.tr = lang, lang.startswith("zh"), translator(lang)
        self.products = {row["id"]: row for row in content.products.iter_rows(named=True)}
        self.gaps = {row["product"]: row for row in content.gaps.iter_rows(named=True)}
        self.unit_needs = {row["product"]: row for row in content.per_unit.iter_rows(named=True)}
        self.needed = content.needed
        units = Counter(self._unit(key) for key in self.needed.products)
        self.common_unit = units.most_common(1)[0][0] if units else ""

    def pair(self, day: str) -> ChainPair:
        """Both maps."""
        now = self._panel(NOW, self.tr("As it is, %s") % day)
        goal = self._panel(GOAL, self.tr("Aim: all being built and planned is built, the list is filled"))
        return ChainPair(now, goal, self.needed.folded, self.needed.per_unit)

    def _panel(self, kind: str, title: str) -> PairPanel:
        flows = [self._flow(key, via, kind) for key, via in self.needed.pairs if key in self.needed.products]
        inputs = tuple(self._input(key, kind) for key in self.needed.products)
        made = tuple(self._made(key, kind) for key in self.content.made)
        downstream, leads = self._downstream()
        return PairPanel(kind, title, inputs, made, downstream, (*flows, *leads))

    def _flow(self, key: str, via: str, kind: str) -> Flow:
        other = self._unit(key) != self.common_unit
        if self.needed.per_unit:
            row = self.unit_needs.get(key)
            return Flow(key, via, outside=row["typical"] if row else 0.0, unknown=row is None, other_unit=other)
        statuses = _STATUSES[:1] if kind == NOW else _STATUSES
        terms = self.content.terms.filter(
            (pl.col("measure") == "demand") & (pl.col("product") == key) & (pl.col("via") == via)
        )
        of_status = terms.filter(pl.col("status").is_in(statuses))
        amount = float(of_status["value"].sum())
        if not amount and terms["value"].null_count() == terms.height:
            return Flow(key, via, unknown=True, other_unit=other)
        local = min(amount, self._supply(key, statuses) * self._share(key, amount, statuses))
        nearby = min(amount - local, float(self.gaps.get(key, {}).get("nearby") or 0.0))
        return Flow(key, via, local, nearby, amount - local - nearby, other_unit=other)

    def _share(self, key: str, amount: float, statuses: Sequence[str]) -> float:
        """What part of all that is needed of a product is needed here: its supply is shared out so."""
        terms = self.content.terms.filter(
            (pl.col("measure") == "demand") & (pl.col("product") == key) & pl.col("status").is_in(statuses)
        )
        whole = float(terms["value"].sum())
        return amount / whole if whole else 0.0

    def _supply(self, key: str, statuses: Sequence[str]) -> float:
        """What plants here sell of it or use themselves."""
        terms = self.content.terms.filter(
            pl.col("measure").is_in(["supply", "captive"])
            & (pl.col("product") == key)
            & pl.col("status").is_in(statuses)
        )
        return float(terms["value"].sum())

    def _input(self, key: str, kind: str) -> PairCard:
        status, word = self._status(key)
        href = self.url(f"/product/{key}")
        gap = self.gaps.get(key, {})
        if self.needed.per_unit:
            row = self.unit_needs.get(key)
            beside = self._amount(row["typical"], key, yearly=False) if row else self.tr("unknown")
            return PairCard(key, self._name(key), status, word, (), beside, href)
        needs = {s: gap.get(s) for s in _STATUSES}
        if not any(needs.values()):
            return PairCard(key, self._name(key), status, word, (self.tr("need unknown"),), "", href)
        if kind == NOW:
            later = sum(needs[s] or 0.0 for s in _STATUSES[1:])
            lines = [self.tr("needs now %s") % self._amount(needs["operating"] or 0.0, key)]
            lines += [self.tr("later +%s") % self._amount(later, key)] if later else []
            return PairCard(key, self._name(key), status, word, tuple(lines), "", href)
        gap_amount, plants = gap.get("gap_typical"), gap.get("plants_filled")
        lines = [self.tr("= %s usual plants") % paper_figure(plants)] if plants else []
        beside = self._amount(gap_amount, key)
        if gap_amount is not None and gap_amount <= 0:
            return PairCard(key, self._name(key), "made", self.tr("covered"), tuple(lines), beside, href)
        listed = gap.get("list") == "invite"
        word = (self.tr("to bring in") if status == "missing" else word) if listed else self.tr("to buy")
        return PairCard(key, self._name(key), status, word, tuple(lines), beside, href)

    def _status(self, key: str) -> tuple[str, str]:
        gap = self.gaps.get(key)
        if gap is None:
            return ("made", self.tr("made")) if self._supply(key, _STATUSES) else ("unstated", self.tr("not stated"))
        status, word = STATUS[gap["evidence"]]
        return status, self.tr(word)

    def _made(self, key: str, kind: str) -> PairCard:
        terms = self.content.terms.filter((pl.col("measure") == "supply") & (pl.col("product") == key))
        sums = {s: float(terms.filter(pl.col("status") == s)["amount"].sum()) for s in _STATUSES}
        firms = self._firms(terms, kind)
        href = self.url(f"/product/{key}")
        if not any(sums.values()):
            return PairCard(key, self._name(key), "unknown", self.tr("capacity unknown"), tuple(firms), "", href)
        if kind == GOAL:
            lines = [self._amount(sum(sums.values()), key), *firms]
            return PairCard(key, self._name(key), "made", self.tr("all built"), tuple(lines), "", href)
        words = {s: schema.label_code("status", s, self.lang) for s in _STATUSES}
        lines = [f"{words[s]} {self._amount(sums[s], key, beside=sums)}" for s in _STATUSES]
        state = next((words[s] for s in _STATUSES if sums[s]), "")
        return PairCard(
            key, self._name(key), "made" if sums["operating"] else "induced", state, (*lines, *firms), "", href
        )

    def _firms(self, terms: pl.DataFrame, kind: str) -> list[str]:
        """Who makes it, by short name; today with its state, in the aim with its capacity."""
        found: dict[str, list[float]] = {}
        for firm, amount in terms.select("firm", "amount").iter_rows():
            if firm:
                found.setdefault(firm, []).extend([] if amount is None else [amount])
        names = [self.name_of(firm) for firm in found][:_FIRMS]
        return names + ([self.tr("and %s firms more") % (len(found) - _FIRMS)] if len(found) > _FIRMS else [])

    def _downstream(self) -> tuple[tuple[PairCard, ...], list[Flow]]:
        made = self.content.made
        rows = self.content.extensions.filter(pl.col("product").is_in(made) & ~pl.col("makes").is_in(made))
        cards: dict[str, PairCard] = {}
        flows = []
        for row in rows.iter_rows(named=True):
            key = row["makes"]
            if key not in cards and len(cards) == _DOWNSTREAM:
                continue
            up_to = row["makes_up_to"]
            line = self.tr("at most %s") % self._amount(up_to, key) if up_to is not None else self.tr("surplus unknown")
            cards[key] = PairCard(key, self._name(key), "induced", "", (line,), "", self.url(f"/product/{key}"))
            flows.append(Flow(row["product"], key, unknown=True))
        return tuple(cards.values()), flows

    def _amount(
        self, value: float | None, key: str, *, yearly: bool = True, beside: Mapping[str, float] | None = None
    ) -> str:
        if value is None:
            return self.tr("unknown")
        scale = choose_scale([*beside.values()] if beside else [value], self._unit(key), chinese=self.zh, yearly=yearly)
        if value == 0 and not beside:
            return "0"
        unit = scale.unit if yearly is False else scale.unit.partition("/")[0]
        return f"{paper_figure(value / scale.divisor).removesuffix('.0')} {unit}"

    def _unit(self, key: str) -> str:
        return str(self.products[key]["unit"] or "")

    def _name(self, key: str) -> str:
        row = self.products[key]
        return str(row["zh"] if self.zh else row["en"] or row["zh"])
