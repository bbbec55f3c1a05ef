"""What a what-if supposes, part by part: rows that say one thing together are one part, in the words of a condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from liantu.model import schema
from liantu.model.change import ChangeRow
from liantu.model.units import PREFIXES, YEARLY
from liantu.papers import short_names
from liantu.web.core.amount_text import given_figure_text
from liantu.web.core.request_view import RequestView
from liantu.wording.row_keys import key_words

#: Fields that say where a row comes from, and not what is supposed.
_BESIDE = ("basis", "source", "paragraph", "quote", "locator", "note", "note_en", "grade")


class SupposedPart(NamedTuple):
    """One thing that is supposed: the row that says it, all rows that go with it, and the words of it."""

    main: int
    rows: tuple[int, ...]
    text: str


def list_supposed_parts(view: RequestView) -> list[SupposedPart]:
    """The parts of the what-if of an address, in its order.

    A new plant is one part with its firm, its capacity and its stage; a source that is brought along is none.
    """
    rows = view.district.supposed.rows
    carried = _find_carried(rows)
    found = []
    cited = {row.fields.get("source") for row in rows}
    for index, row in enumerate(rows):
        if index in carried or (row.table == "sources" and row.key in cited):
            continue
        together = (index, *(other for other, main in carried.items() if main == index))
        found.append(SupposedPart(index, together, _part_words(view, row)))
    return found


def _find_carried(rows: Sequence[ChangeRow]) -> dict[int, int]:
    """Rows that only carry a new capacity, and the row of that: its stage; its plant and firm where it alone has them.

    Of two capacities of one new plant neither has it to itself.
    """
    new = {(row.table, row.key): index for index, row in enumerate(rows) if row.operation == "insert"}
    uses = Counter((name, row.fields.get(name)) for row in rows for name in ("plant", "firm"))

    def find_alone(row: ChangeRow, name: str) -> int | None:
        """The new row that a field refers to, where no other row does."""
        value = row.fields.get(name) or ""
        return new.get((f"{name}s", value)) if uses[name, value] == 1 else None

    carried: dict[int, int] = {}
    for (table, _key), index in new.items():
        row = rows[index]
        main = new.get(("capacities", row.fields.get("capacity") or "")) if table == "events" else None
        if main is not None:
            carried[index] = main
        plant = find_alone(row, "plant") if table == "capacities" else None
        firm = find_alone(rows[plant], "firm") if plant is not None else None
        carried |= dict.fromkeys([carrier for carrier in (plant, firm) if carrier is not None], index)
    return carried


def _part_words(view: RequestView, row: ChangeRow) -> str:
    """A row as the condition of a sentence."""
    _ = view.tr
    if row.operation == "delete":
        return _("%s were not there") % _subject(view, row)
    if row.table == "capacities":
        return _capacity_words(view, row)
    if row.operation == "insert" and row.table in ("plants", "firms", "projects"):
        return _("%s were added") % _subject(view, row)
    if row.table == "events" and row.operation == "insert" and row.fields.get("stage"):
        made = ChangeRow("capacities", row.fields.get("capacity") or "", "update", {})
        slots = {"subject": _capacity_subject(view, made), "stage": view.word("stage", row.fields["stage"])}
        return _("%(subject)s stood at “%(stage)s”") % slots
    if row.table == "loads" and row.fields.get("utilisation"):
        plant = row.key.split("/")[0]
        return _("%(plant)s ran at %(load)s %%") % {"plant": view.name(plant), "load": row.fields["utilisation"]}
    if row.operation == "insert":
        definition = schema.read_tables()[row.table]
        slots = {"table": definition.zh if view.zh else definition.en, "values": view.join(_values(view, row))}
        return _("a row of “%(table)s” were added: %(values)s") % slots
    return _("%(subject)s had %(values)s") % {"subject": _subject(view, row), "values": view.join(_values(view, row))}


def _capacity_words(view: RequestView, row: ChangeRow) -> str:
    """A new capacity by product and amount; one that stands by what becomes of it."""
    _ = view.tr
    unit = row.fields.get("unit") or view.district.tables.rows("capacities").get(row.key, {}).get("unit")
    amount = _amount_words(view, row.fields.get("amount"), unit)
    if row.operation == "insert":
        product = view.name(row.fields.get("product")) or _("a product nobody named")
        if not amount:
            return _("a plant of unknown capacity for %s were added") % product
        return _("%(amount)s of %(product)s were added") % {"amount": amount, "product": product}
    if row.fields.get("process"):
        made = view.district.tables.rows("processes").get(row.fields["process"] or "", {}).get("product")
        slots = {"plant": _capacity_subject(view, row), "product": view.name(str(made or ""))}
        return _("%(plant)s made %(product)s") % slots
    if amount:
        return _("%(plant)s came to %(amount)s") % {"plant": _capacity_subject(view, row), "amount": amount}
    slots = {"subject": _capacity_subject(view, row), "values": view.join(_values(view, row))}
    return _("%(subject)s had %(values)s") % slots


def _capacity_subject(view: RequestView, row: ChangeRow) -> str:
    """Of a capacity its owner with the amount and the product as they stand."""
    stated: Mapping[str, object] = view.before.tables.rows("capacities").get(row.key, {})
    values = stated or {**view.district.tables.rows("capacities").get(row.key, {}), **row.fields}
    plant = str(values.get("plant") or values.get("group") or row.key)
    firm = view.before.tables.rows("plants").get(plant, {}).get("firm")
    owner = short_names(view.before, view.lang).get(str(firm), "") if firm else view.name(plant)
    amount, unit = (str(values[name]) if values.get(name) else None for name in ("amount", "unit"))
    product = "" if row.fields.get("process") else view.name(str(values.get("product") or ""))
    stated_amount = _amount_words(view, amount, (unit or "").removesuffix(YEARLY) or None)
    return " ".join(filter(None, [owner or view.name(plant), stated_amount, product]))


def _amount_words(view: RequestView, amount: str | None, unit: str | None) -> str:
    """An amount as it is given; in English without the Chinese powers of ten."""
    measured = view.district.tables.units.read(unit) if unit else None
    if view.zh or measured is None or not amount or (unit or "")[:1] not in PREFIXES:
        return given_figure_text(view, amount, unit)
    bare = (unit or "")[1:]
    counted = view.district.tables.units.read(bare)
    if counted is None:
        return given_figure_text(view, amount, unit)
    return given_figure_text(view, format(Decimal(amount) * measured.factor / counted.factor, "f"), bare)


def _subject(view: RequestView, row: ChangeRow) -> str:
    """What a row is of, by its name."""
    if row.table == "capacities":
        return _capacity_subject(view, row)
    name = row.fields.get("zh" if view.zh else "en") or row.fields.get("zh")
    return name or key_words(row.table, row.key, view.lang, view.name)


def _values(view: RequestView, row: ChangeRow) -> list[str]:
    """The fields that are changed, with their new values in words."""
    definition, words = schema.read_tables()[row.table], []
    for name, value in row.fields.items():
        if name in _BESIDE or not value or name == "unit":
            continue
        field = definition.field(name)
        text = view.word(field.choices, value) if field.choices else view.name(value) if field.refers_to else value
        if field.type == "period":
            text = view.period(value)
        if name == "amount":
            text = _amount_words(view, value, row.fields.get("unit"))
        words.append(f"{field.zh if view.zh else field.en} {text}")
    return words
