"""What a chain map shows: cards and links of one chain, from its results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl

from liantu.drawings.chain_content import MOST_CARDS, ChainContent
from liantu.drawings.chain_map import CARDS, LINKS, MapCard, MapLink, PlacedCard, draw_chain_map, place_cards
from liantu.drawings.chain_sums import ChainSums
from liantu.drawings.drawing import Drawing
from liantu.model.schema import label_code
from liantu.wording import N_, translator
from liantu.wording.amounts import Scale, choose_scale, format_significant, unit_word
from liantu.wording.labels import MADE_BY_CHAIN
from liantu.wording.origins import reliability_words

_DOWNSTREAM = 6
INDUCED, INPUTS, MADE = 0, 1, 2
STATUS = {
    "named_missing": ("missing", N_("missing")),
    "short": ("short", N_("short")),
    "need_unknown": ("unknown", N_("need unknown")),
    "amount_unknown": ("unknown", N_("amount unknown")),
    "maker_to_verify": ("unknown", N_("to verify")),
    "on_site": ("unknown", N_("on site?")),
    "similar": ("unknown", N_("grade to verify")),
    "on_site_used": ("made", N_("own use")),
    "own_use_short": ("short", N_("own use, short")),
    "offered_here": ("made", N_("by-product here")),
    "not_stated": ("unstated", N_("not stated")),
}
LEGEND = (
    ("made", N_("made"), N_("made here, and enough of it for the demand counted")),
    ("short", N_("short"), N_("made here, less than needed")),
    ("missing", N_("missing"), N_("needed, and a document names it as missing")),
    ("unstated", N_("not stated"), N_("needed; the documents say nothing of a maker here")),
    ("unknown", N_("to verify"), N_("amount, product, grade or own production unknown")),
    ("induced", N_("inferred"), N_("needed in turn if the missing links were made here; never added to the demand")),
)


@dataclass(frozen=True)
class ChainCards:
    """The frames of a map with the headings of its columns and how many cards are folded."""

    cards: pl.DataFrame
    links: pl.DataFrame
    columns: tuple[str, ...]
    hidden: int
    induced: int

    per_unit: bool = False
    #: (status, word, rule) of the statuses that are drawn.
    legend: tuple[tuple[str, str, str], ...] = ()

    def drawing(self, title: str, separator: str = ", ") -> Drawing:
        """The map with the meaning of its colours below."""
        return self._draw(title, separator, draw_chain_map)

    def narrower_drawing(self, title: str, separator: str, widest: float) -> Drawing:
        """The same map for a narrow desk, ``widest`` wide at most."""
        return self._draw(title, separator, partial(draw_chain_map, widest=widest, name="chain-map-medium"))

    def _draw(self, title: str, separator: str, draw: Callable[..., Drawing]) -> Drawing:
        return draw(
            self.cards, self.links, self.columns, title, separator=separator, legend=self.legend, folded=INDUCED
        )


def place_chain_cards(drawn: ChainCards) -> tuple[list[PlacedCard], list[MapLink]]:
    """The cards of a chain where its map has them, and the links between them."""
    return place_cards(drawn.cards, drawn.links, INDUCED)


def make_chain_cards(
    content: ChainContent,
    lang: str = "zh_CN",
    url: Callable[[str], str] = lambda path: "",
    *,
    induced: bool = False,
) -> ChainCards:
    """The cards of a chain: what it makes, what that needs, what it could become; upstream when asked."""
    return _Maker(content, lang, url).drawing(induced)


class _Maker:
    def __init__(self, content: ChainContent, lang: str, url: Callable[[str], str]) -> None:
        self.content, self.terms, self.url = content, content.terms, url
        self.language, self.zh, self.tr = lang, lang.startswith("zh"), translator(lang)
        self.products = content.products
        self.gaps = {row["product"]: row for row in content.gaps.iter_rows(named=True)}
        self.book = {row["product"]: row for row in content.balance.iter_rows(named=True)}
        self.unit = {row["product"]: row for row in content.per_unit.iter_rows(named=True)}
        self.sums = ChainSums(content.terms)
        self.cards: list[MapCard] = []
        self.links: dict[tuple[str, str], str] = {}
        self.hidden = 0

    def drawing(self, induced: bool) -> ChainCards:
        """The cards of what is made and needed; with ``induced`` also of what filling a link would need."""
        made = self.content.made
        depth = self._depths(made)
        for key in made:
            lines = self._capacity(key)
            # Without a capacity of its own to state, a card says what the chain's product takes of it.
            lines += self._unit_use(key) if not any(self._by_status(key).values()) else []
            self._add(key, MADE + depth[key], *self._status(key, made=True), lines)
        inputs = self._inputs()
        folded = self._upstream(induced)
        last = MADE + max(depth.values(), default=0)
        self._downstream(made, last + 1)
        heads = [self.tr("Inferred upstream"), self.tr("Materials and parts")]
        heads += [self.tr(MADE_BY_CHAIN)] * (last - MADE + 1) + [self.tr("Could become")]
        links = [MapLink(a, b, kind) for (a, b), kind in self.links.items()]
        shown = {card.status for card in self.cards}
        return ChainCards(
            pl.DataFrame(self.cards, schema=CARDS, orient="row"),
            pl.DataFrame(links, schema=LINKS, orient="row"),
            tuple(heads),
            self.hidden,
            folded,
            any(key in self.unit and len(self._need(key)) == 1 for key in inputs),
            tuple((status, self.tr(word), self.tr(rule)) for status, word, rule in LEGEND if status in shown),
        )

    def _depths(self, made: list[str]) -> dict[str, int]:
        """How many steps of the chain's own making stand before each product."""
        pairs = {(a, b) for a in made for b in self.sums.needs.get(a, {}) if b in made and a != b}
        depth = dict.fromkeys(made, 0)
        for _ in made:
            for a, b in sorted(pairs):
                depth[b] = max(depth[b], min(depth[a] + 1, len(made) - 1))
        for a, b in sorted(pairs):
            self.links[a, b] = "given"
        return depth

    def _inputs(self) -> list[str]:
        """Cards of what the chain needs, in the order to fill them."""
        needed = self.content.needed
        self.hidden += needed.folded
        for key in needed.products:
            lines = self._need(key)
            beside = self._unit_use(key) if len(lines) == 1 else []
            lines = [*lines, *(self._if_on_site(key) or beside), *self._reliability(key)]
            self._add(key, INPUTS, *self._status(key), lines)
        for key, via in needed.pairs:
            if key in needed.products:
                self.links[key, via] = "inferred" if needed.per_unit else "given"
        return needed.products

    def _upstream(self, shown: bool) -> int:
        """What making the missing links here would need in turn; the number of such products."""
        drawn = {card.id for card in self.cards}
        pairs = [(a, b) for b, a in self.content.route_inputs if self.content.is_drawn(a)]
        keys = [key for key in dict.fromkeys(a for a, _ in pairs) if key not in drawn]
        if shown:
            for key in keys[:MOST_CARDS]:
                need = self.tr("inferred need %s") % self._amount(self.content.induced.get(key), key)
                self._add(key, INDUCED, "induced", self.tr("inferred"), [need])
            for a, b in pairs:
                if a in keys[:MOST_CARDS]:
                    self.links[a, b] = "inferred"
            self.hidden += max(0, len(keys) - MOST_CARDS)
        return len(keys)

    def _downstream(self, made: list[str], column: int) -> None:
        drawn = {card.id for card in self.cards}
        rows = self.content.extensions.filter(pl.col("product").is_in(made) & ~pl.col("makes").is_in(list(drawn)))
        makes = rows["makes"].unique(maintain_order=True).to_list()
        self.hidden += max(0, len(makes) - _DOWNSTREAM)
        for row in rows.iter_rows(named=True):
            if row["makes"] not in makes[:_DOWNSTREAM]:
                continue
            if row["makes"] not in {card.id for card in self.cards}:
                known = row["makes_up_to"] is not None
                up_to = self._amount(row["makes_up_to"], row["makes"])
                word = self.tr("made here too") if row["made_by"] else self.tr("could become")
                lines = [self.tr("at most %s") % up_to] if known else []
                lines.append(label_code("extension_fit", row["fit"], self.language))
                self._add(row["makes"], column, "induced", word, lines)
            self.links[row["product"], row["makes"]] = "inferred"

    def _add(self, key: str, column: int, status: str, word: str, lines: list[str]) -> None:
        self.cards.append(MapCard(key, self._name(key), column, status, word, lines, self.url(f"/product/{key}")))

    def _status(self, key: str, *, made: bool = False) -> tuple[str, str]:
        gap, book = self.gaps.get(key), self.book.get(key, {})
        if gap is not None and not (made and gap["evidence"] == "not_stated"):
            status, word = STATUS[gap["evidence"]]
            return status, self.tr(word)
        amounts = self._by_status(key)
        if made and not any(amounts.values()):
            return "unknown", self.tr("amount unknown")
        if made and not amounts["operating"]:
            return "made", self.tr("being built") if amounts["building"] else self.tr("planned")
        if made or (book.get("supply") or 0) + (book.get("captive") or 0) > 0:
            return "made", self.tr("made")
        return "unstated", self.tr("not stated")

    def _by_status(self, key: str) -> dict[str, float]:
        amounts = self.sums.capacities.get(key, {})
        return {status: amounts.get(status, 0.0) for status in ("operating", "building", "planned")}

    def _is_least(self, key: str) -> bool:
        supply = self.terms.filter(measure="supply", product=key)
        return bool(supply["least"].any())

    def _capacity(self, key: str) -> list[str]:
        amounts = self._by_status(key)
        if not any(amounts.values()):
            return [self.tr("capacity unknown")]
        printed = choose_scale([sum(amounts.values())], self._unit(key), chinese=self.zh)
        more = "≥" if self._is_least(key) else ""
        return [self.tr("capacity %s") % (more + self._steps(amounts, printed))]

    def _need(self, key: str) -> list[str]:
        row = self.gaps.get(key) or self.book.get(key) or {}
        demand = {s: row.get(s) or 0.0 for s in ("operating", "building", "planned")}
        if not any(demand.values()):
            return [self.tr("need unknown")]
        gap = row.get("gap_typical", row.get("gap"))
        supply = (row.get("supply") or 0.0) + (row.get("captive") or 0.0)
        printed = choose_scale([sum(demand.values()), supply, gap], self._unit(key), chinese=self.zh)
        lines = [self.tr("need %s") % self._steps(demand, printed)]
        if gap is not None:
            supply_text, lack = format_significant(supply / printed.divisor), format_significant(gap / printed.divisor)
            unknown = row.get("unknown_supply_by") or (not supply and row.get("supply") is None)
            supply_text = (f"≥{supply_text}" if supply else self.tr("unknown")) if unknown else supply_text
            lines.append(self.tr("here %(here)s · gap %(gap)s") % {"here": supply_text, "gap": lack})
        return lines

    def _reliability(self, key: str) -> list[str]:
        """How far its need may be trusted and what that rests on; nothing where no need is computed."""
        row = self.gaps.get(key, {})
        if not row.get("rests_on"):
            return []
        of_district = bool(row.get("own_coefficients"))
        words = reliability_words(row["grade"], row["rests_on"], self.language, of_district=of_district)
        return [self.tr("reliability %s") % words]

    def _if_on_site(self, key: str) -> list[str]:
        """What is needed of it too, or needed behind it, if links usually made on site are made there."""
        further = self.book.get(key, {}).get("conditional") or 0.0
        if further:
            return [self.tr("if made on site, %s more") % f"{self._least(key)}{self._amount(further, key)}"]
        rows = self.content.conditional
        behind = rows.filter(pl.col("behind").list.contains(key))["product"].to_list() if rows.width else []
        names = [self._name(product) for product in behind if self.content.is_drawn(product)]
        return [self.tr("if made on site, also needs %s") % self.tr(", ").join(names[:2])] if names else []

    def _least(self, key: str) -> str:
        """The mark of a further need that is known in part only."""
        rows = self.content.conditional
        return "≥" if rows.width and rows.filter("at_least", product=key).height else ""

    def _unit_use(self, key: str) -> list[str]:
        """What 10,000 units of the root need of it, for chains of unknown capacity; nothing when not its input."""
        row = self.unit.get(key)
        if row is None or row["role"] == "byproduct":
            return []
        root = str(self.content.root)
        mine, its = (unit_word(self._unit(k), chinese=self.zh) for k in (key, root))
        printed = choose_scale([row["typical"]], self._unit(key), chinese=self.zh, yearly=False)
        whole = f"{format_significant(row['typical'] / printed.divisor)} {printed.unit}"
        return [
            self.tr("uses %s") % f"{format_significant(row['use'])} {mine}/{its}",
            self.tr("per 10,000 %(unit)s: %(amount)s") % {"unit": its, "amount": whole},
        ]

    def _steps(self, amounts: Mapping[str, float], printed: Scale) -> str:
        """Operating, with building, with planned: cumulative, as an officer reads them."""
        running, steps = 0.0, []
        for status in ("operating", "building", "planned"):
            running += amounts[status]
            steps.append(running)
        return " / ".join(format_significant(step / printed.divisor) for step in steps) + f" {printed.unit}"

    def _amount(self, value: float | None, key: str) -> str:
        if value is None:
            return self.tr("unknown")
        printed = choose_scale([value], self._unit(key), chinese=self.zh)
        return f"{format_significant(value / printed.divisor)} {printed.unit}"

    def _unit(self, key: str) -> str:
        return str(self.products[key]["unit"] or "")

    def _name(self, key: str) -> str:
        row = self.products[key]
        return str(row["zh"] if self.zh else row["en"] or row["zh"])
