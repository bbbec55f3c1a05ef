"""现状图 and 目标图 of a chain in figures: today, after what is being built, and when the list is filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from liantu.drawings.chain_cards import STATUS
from liantu.drawings.chain_content import ChainContent
from liantu.drawings.chain_sums import BUILT, GOAL, NOW, STATUSES, ChainSums
from liantu.model import schema
from liantu.wording import translator
from liantu.wording.amounts import choose_scale
from liantu.wording.paper_figures import paper_figure

_DOWNSTREAM, _FIRMS = 3, 4
#: Lists of what is bought wherever it is made: nobody is invited to make it here.
_BOUGHT = ("commodities", "utilities")
#: A maker, a grade, an amount of supply is to be verified: the need is known, where it comes from is not.
_OPEN_ORIGINS = ("amount_unknown", "maker_to_verify", "on_site", "similar", "offered_here")


@dataclass(frozen=True)
class Flow:
    """What goes from a card to another, in the plain unit of the product: made here, from nearby, from outside or to be
    brought in, or from where nobody has said; ``unknown`` where no amount is known. ``other_unit``: its width is
    comparable with no other's. ``words`` say it aloud."""

    source: str
    target: str
    local: float = 0.0
    nearby: float = 0.0
    outside: float = 0.0
    open_origin: float = 0.0
    unknown: bool = False
    other_unit: bool = False
    words: str = ""

    @property
    def amount(self) -> float:
        """All of it."""
        return self.local + self.nearby + self.outside + self.open_origin


@dataclass(frozen=True)
class PairCard:
    """A card: name, the look of its status with the word for it, the lines below, and what is written beside it.

    ``card`` is the address of the card opened in place, ``href`` of the page of its product; ``to_fill``: it is work.
    """

    id: str
    name: str
    status: str
    word: str
    lines: tuple[str, ...] = ()
    beside: str = ""
    href: str = ""
    card: str = ""
    to_fill: bool = False


@dataclass(frozen=True)
class PairPanel:
    """A map: what it shows, its cards from upstream to downstream, its flows, and what must be said of it."""

    kind: str
    title: str
    inputs: tuple[PairCard, ...]
    made: tuple[PairCard, ...]
    downstream: tuple[PairCard, ...]
    flows: tuple[Flow, ...]
    note: str = ""


@dataclass(frozen=True)
class ChainPair:
    """The maps of a chain; ``folded`` inputs have no card, ``per_unit``: no capacity is known, amounts are for 10,000
    units."""

    now: PairPanel
    built: PairPanel
    goal: PairPanel
    folded: int
    per_unit: bool


Address = Callable[[str], str]


def make_chain_pair(
    content: ChainContent,
    day: str,
    lang: str = "zh_CN",
    name_of: Callable[[str], str] = str,
    url: Address = lambda path: "",
    card_url: Address = lambda path: "",
) -> ChainPair:
    """The maps of a chain; ``name_of`` gives the short name of a firm, ``card_url`` the address of a product's card."""
    return _Maker(content, lang, name_of, url, card_url).pair(day)


class _Maker:
    def __init__(
        self, content: ChainContent, lang: str, name_of: Callable[[str], str], url: Address, card_url: Address
    ) -> None:
        self.content, self.name_of, self.url, self.card_url = content, name_of, url, card_url
        self.lang, self.zh, self.tr = lang, lang.startswith("zh"), translator(lang)
        self.products = content.products
        self.gaps = {row["product"]: row for row in content.gaps.iter_rows(named=True)}
        self.unit_needs = {row["product"]: row for row in content.per_unit.iter_rows(named=True)}
        self.needed, self.sums = content.needed, ChainSums(content.terms)
        units = Counter(self._unit(key) for key in self.needed.products or content.made)
        self.common_unit = units.most_common(1)[0][0] if units else ""
        self.downstream, self.leads = self._downstream()

    def pair(self, day: str) -> ChainPair:
        """All maps."""
        now = self._panel(NOW, self.tr("As it is, %s") % day)
        built = self._panel(BUILT, self.tr("After the projects under way: all being built is built"))
        goal = self._panel(GOAL, self.tr("Aim: all being built and planned is built, the list is filled"))
        return ChainPair(now, built, goal, self.needed.folded, self.needed.per_unit)

    def _panel(self, kind: str, title: str) -> PairPanel:
        pairs = [(key, via) for key, via in self.needed.pairs if key in self.needed.products]
        flows = [self._flow(key, via, kind) for key, via in [*pairs, *self._inner_pairs()]]
        inputs = tuple(self._input(key, kind) for key in self.needed.products)
        made = tuple(self._made(key, kind) for key in self._made_products())
        return PairPanel(kind, title, inputs, made, self.downstream, (*flows, *self.leads), self._note(kind, inputs))

    def _made_products(self) -> list[str]:
        """What the chain makes; without plants and root, what is counted among it."""
        return self.content.made or [key for key in self.content.chain_products if key in self.products]

    def _inner_pairs(self) -> list[tuple[str, str]]:
        """What the chain makes and needs itself: what goes into what."""
        made = self.content.made
        return [(key, via) for key in made for via in self.sums.needs.get(key, {}) if via in made and via != key]

    def _note(self, kind: str, inputs: tuple[PairCard, ...]) -> str:
        """What an empty map must say: nothing needed is not everything there, nothing stated not nothing there."""
        if not inputs and not self._made_products():
            return self.tr("No product and no plant of this chain is stated yet: unknown, not empty.")
        later = any(self.sums.need(card.id, GOAL) for card in inputs)
        if kind == NOW and later and not any(self.sums.need(card.id, NOW) for card in inputs):
            return self.tr("Nothing is needed today, and no supply is stated either: not “complete”.")
        return ""

    def _flow(self, key: str, via: str, kind: str) -> Flow:
        other, path = self._unit(key) != self.common_unit, f"{self._name(key)} → {self._name(via)}"
        if self.needed.per_unit:
            row = self.unit_needs.get(key)
            amount = row["typical"] if row else 0.0
            words = self._amount(amount, key, yearly=False) if row else self.tr("unknown")
            spoken = f"{path}: {words}"
            return Flow(key, via, open_origin=amount, unknown=row is None, other_unit=other, words=spoken)
        amount = self.sums.need(key, kind, via)
        if not amount and (key, via) not in self.sums.known_needs:
            return Flow(key, via, unknown=True, other_unit=other, words=f"{path}: {self.tr('amount unknown')}")
        whole = self.sums.need(key, kind)
        share = amount / whole if whole else 0.0
        local = min(amount, self.sums.supply(key, kind) * share)
        nearby = min(amount - local, self.sums.nearby.get(key, 0.0) * share)
        other_part = amount - local - nearby
        unsure = self.gaps.get(key, {}).get("evidence") in _OPEN_ORIGINS
        words = f"{path}: {self._amount(amount, key)}"
        return Flow(
            key,
            via,
            local,
            nearby,
            0.0 if unsure else other_part,
            other_part if unsure else 0.0,
            other_unit=other,
            words=words,
        )

    def _input(self, key: str, kind: str) -> PairCard:
        if self.needed.per_unit:
            row = self.unit_needs.get(key)
            beside = self._amount(row["typical"], key, yearly=False) if row else self.tr("unknown")
            return self._card(key, *self._status(key), beside=beside)
        gap = self.gaps.get(key, {})
        if not any(gap.get(s) for s in STATUSES[GOAL]) and not self.sums.need(key, GOAL):
            status, word = self._status(key)
            unknown = self.tr("need unknown")
            return self._card(key, status, word, (*([unknown] if word != unknown else []), *self._firms(key)))
        need = self.sums.need(key, kind)
        beside = self._amount(need, key) if need else ""
        lines = self._makers(key)
        if kind == GOAL:
            return self._goal_input(key, beside, lines)
        later = self.sums.need(key, GOAL) - need
        lines = [*([self.tr("later +%s") % self._amount(later, key)] if later > 0 else []), *lines]
        if not need:
            return self._card(key, "induced", self.tr("needs %s") % 0, tuple(lines))
        return self._card(key, *self._status(key), tuple(lines), beside)

    def _goal_input(self, key: str, beside: str, makers: list[str]) -> PairCard:
        """An input when all is built and the list is filled: how much of it is work."""
        gap, (status, word) = self.gaps.get(key, {}), self._status(key)
        lack, plants = gap.get("gap_typical"), gap.get("plants_filled")
        if not lack:
            word = self.tr("covered") if lack is not None else word
            return self._card(key, "made" if lack is not None else status, word, tuple(makers), beside)
        lines = [self.tr("= %s usual plants") % paper_figure(plants)] if plants else []
        if lack < self.sums.need(key, GOAL) * 0.999:
            lines = [self.tr("gap %s") % self._amount(lack, key), *lines]
        if gap.get("list") in _BOUGHT:
            word = self.tr("to buy")
        elif self._is_invited(key) and status == "missing":
            word = self.tr("to bring in")
        return self._card(key, status, word, (*lines, *makers), beside, to_fill=self._is_invited(key))

    def _card(
        self,
        key: str,
        status: str,
        word: str,
        lines: tuple[str, ...] = (),
        beside: str = "",
        *,
        to_fill: bool = False,
    ) -> PairCard:
        href, card = self.url(f"/product/{key}"), self.card_url(key)
        return PairCard(key, self._name(key), status, word, lines, beside, href, card, to_fill)

    def _status(self, key: str) -> tuple[str, str]:
        gap = self.gaps.get(key)
        if gap is None:
            made = self.sums.supply(key, GOAL) > 0
            return ("made", self.tr("made")) if made else ("unstated", self.tr("not stated"))
        status, word = STATUS[gap["evidence"]]
        return status, self.tr(word)

    def _is_invited(self, key: str) -> bool:
        """Whether it stands on the list of links to fill."""
        return bool(self.gaps.get(key, {}).get("list") == "invite")

    def _made(self, key: str, kind: str) -> PairCard:
        """What the chain makes, at a state: how much of it, and who."""
        sums, firms = self.sums.capacities.get(key, {}), self._firms(key)
        if not any(sums.get(s) for s in STATUSES[GOAL]):
            return self._card(key, "unknown", self.tr("capacity unknown"), tuple(firms))
        if kind == GOAL:
            return self._made_in_the_aim(key, sums, firms)
        words = {s: schema.label_code("status", s, self.lang) for s in STATUSES[GOAL]}
        lines = [f"{words[s]} {self._amount(sums.get(s, 0.0), key, beside=sums)}" for s in STATUSES[GOAL]]
        built = sum(sums.get(s, 0.0) for s in STATUSES[BUILT])
        if kind == BUILT and built:
            return self._card(key, "made", self.tr("built"), (self._amount(built, key), lines[2], *firms))
        state = next((words[s] for s in STATUSES[GOAL] if sums.get(s)), "")
        return self._card(key, "made" if sums.get("operating") else "induced", state, (*lines, *firms))

    def _made_in_the_aim(self, key: str, sums: Mapping[str, float], firms: list[str]) -> PairCard:
        """What the chain makes when all is built; what is needed here beyond it is work."""
        whole, lack = sum(sums.get(s, 0.0) for s in STATUSES[GOAL]), self.gaps.get(key, {}).get("gap_typical")
        if not lack:
            return self._card(key, "made", self.tr("all built"), (self._amount(whole, key), *firms))
        words = self._amount(lack, key)
        lines = (self._amount(whole, key), self.tr("gap %s") % words, *firms)
        return self._card(key, *self._status(key), lines, words, to_fill=self._is_invited(key))

    def _makers(self, key: str) -> list[str]:
        """Who makes an input here or nearby, in a line."""
        firms, near = self._firms(key), self._short_names(self.sums.nearby_firms.get(key, []))
        lines = [self.tr("by %s") % self.tr(", ").join(firms)] if firms else []
        return lines + ([self.tr("nearby: %s") % self.tr(", ").join(near)] if near else [])

    def _firms(self, key: str) -> list[str]:
        """Who makes it here, by short name."""
        return self._short_names(self.sums.firms.get(key, []))

    def _short_names(self, firms: Sequence[str]) -> list[str]:
        names = [self.name_of(firm) for firm in firms[:_FIRMS]]
        return names + ([self.tr("and %s firms more") % (len(firms) - _FIRMS)] if len(firms) > _FIRMS else [])

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
            cards[key] = self._card(key, "induced", "", (line,))
            words = f"{self._name(row['product'])} → {self._name(key)}: {line}"
            flows.append(Flow(row["product"], key, unknown=True, words=words))
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
