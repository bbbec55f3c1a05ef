"""What is said of the resources that making a product would need, and of what places state is free."""

from __future__ import annotations

from collections.abc import Mapping

from liantu.model import schema
from liantu.model.units import YEARLY
from liantu.wording import N_, translator
from liantu.wording.amounts import choose_scale, format_significant, unit_word
from liantu.wording.comparators import add_comparator

RESOURCES = N_("Resources: what making it would need, what places state is free")
_NOTHING_STATED = N_("what is free is unknown")
_AVERAGE = N_("%(need)s (on average %(average)s %(unit)s)")
_BASES = {
    "gap": N_("For the whole gap, by the usual process of the library."),
    "usual_plant": N_("For one usual plant, by the usual process of the library."),
}
_NO_BASIS = N_("Neither a gap nor a usual plant is known: what would be needed is unknown.")
NO_VERDICT = N_(
    "Need and what is free stand beside each other as they are; whether it suffices is for the place to say."
)

ResourceRow = Mapping[str, object]


def need_words(row: ResourceRow, lang: str) -> str:
    """The need a year, and on the average of all hours in the unit of the place."""
    need, average = row["need"], row["need_average"]
    if not isinstance(need, float):
        return translator(lang)("unknown")
    unit = str(row["need_unit"]).removesuffix(YEARLY)
    scale = choose_scale([need], unit, chinese=lang.startswith("zh"))
    words = f"{format_significant(need / scale.divisor)} {scale.unit}"
    if not isinstance(average, float) or row["resource"] == "energy" or str(row["unit"]).endswith(YEARLY):
        return words  # the place states a year too
    slots = {"need": words, "average": format_significant(average), "unit": row["unit"]}
    return translator(lang)(_AVERAGE) % slots


def free_words(row: ResourceRow, lang: str) -> str:
    """What a place states is free; that it is unknown where none says so."""
    if row["amount"] is None:
        return translator(lang)(_NOTHING_STATED)
    unit = unit_word(str(row["unit"] or ""), chinese=lang.startswith("zh"))
    figure = f"{format_significant(float(str(row['amount'])), 6)} {unit}".strip()
    return add_comparator(figure, str(row["comparator"] or ""), lang)


def resource_word(row: ResourceRow, lang: str) -> str:
    """The name of a resource."""
    return schema.label_code("place_resource", str(row["resource"]), lang)


def basis_note(basis: str | None, lang: str) -> str:
    """For how much the needs are reckoned."""
    return translator(lang)(_BASES.get(basis or "", _NO_BASIS))
