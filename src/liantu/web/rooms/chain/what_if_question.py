"""The question that a what-if puts, in a sentence: what if this plant made that?"""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model import schema
from liantu.model.change import ChangeRow
from liantu.papers import short_names
from liantu.web.core.request_view import RequestView
from liantu.wording.amounts import unit_word
from liantu.wording.row_keys import key_words

#: Fields of a capacity that say where the change comes from, and not what is changed.
_BESIDE = ("basis", "source", "paragraph", "quote", "note")
#: Tables whose new rows only carry what another row of the same change says.
_CARRIERS = ("sources",)


def ask_what_if(view: RequestView) -> str:
    """What the what-if of the address asks; empty when nothing is supposed."""
    _ = view.tr
    rows = [row for row in view.district.supposed.rows if row.table not in _CARRIERS]
    texts = [_change_words(view, row) for row in rows[:1]]
    texts = texts or [part.text for part in view.suppositions[:1]]
    if not texts:
        return ""
    more = len(rows) + len(view.off) - 1
    change = texts[0] + (_(" and %s more changes") % more if more > 0 else "")
    return _("What if %s: how do the gaps move?") % change


def _change_words(view: RequestView, row: ChangeRow) -> str:
    """A change as the condition of a question."""
    _ = view.tr
    subject = _subject(view, row)
    if row.operation == "insert" and row.table in ("plants", "capacities"):
        return _("%s were added") % subject
    if row.operation == "delete":
        return _("%s were not there") % subject
    if row.table == "capacities" and row.fields.get("process"):
        made = view.district.tables.rows("processes").get(row.fields["process"] or "", {}).get("product")
        return _("%(plant)s made %(product)s") % {"plant": subject, "product": view.name(made)}
    return _("%(subject)s had %(values)s") % {"subject": subject, "values": view.join(_values(view, row))}


def _subject(view: RequestView, row: ChangeRow) -> str:
    """What is changed: of a capacity its owner with the amount and the product as they stand."""
    stated: Mapping[str, object] = view.before.tables.rows(row.table).get(row.key, {})
    if row.table != "capacities":
        name = row.fields.get("zh" if view.zh else "en") or row.fields.get("zh")
        return name or key_words(row.table, row.key, view.lang, view.name)
    values = {**row.fields, **{name: value for name, value in stated.items() if value is not None}}
    plant = str(values.get("plant") or values.get("group") or row.key)
    firm = view.before.tables.rows("plants").get(plant, {}).get("firm")
    owner = short_names(view.before, view.lang).get(str(firm), "") if firm else view.name(plant)
    unit = unit_word(str(values.get("unit") or ""), chinese=view.zh).partition("/")[0]
    amount = f"{values['amount']} {unit}".strip() if values.get("amount") else ""
    product = "" if row.fields.get("process") else view.name(str(values.get("product") or ""))
    return " ".join(filter(None, [owner or view.name(plant), amount, product]))


def _values(view: RequestView, row: ChangeRow) -> list[str]:
    """The fields that are changed, with their new values in words."""
    definition, words = schema.read_tables()[row.table], []
    for name, value in row.fields.items():
        if name in _BESIDE or not value or name == "unit":
            continue
        field = definition.field(name)
        text = view.word(field.choices, value) if field.choices else view.name(value)
        unit = row.fields.get("unit") if name == "amount" else ""
        words.append(f"{field.zh if view.zh else field.en} {text} {unit or ''}".strip())
    return words
