"""One form over several tables: a plant with what it makes and how far it is, a project with its steps."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FormPart:
    """Rows of another table in the form: ``link`` is their field that names the row of the form."""

    table: str
    link: str
    fields: tuple[str, ...]
    #: What a new row of the part says without being asked.
    says: dict[str, str] = field(default_factory=dict)
    #: Whether the rows that are there can be changed here; steps are only added.
    shows_rows: bool = True
    #: Of a field with choices those that this form offers; of others all.
    offers: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class JointForm:
    """The fields of a table that a person is asked for, and the parts below them."""

    fields: tuple[str, ...]
    parts: tuple[FormPart, ...] = ()


#: Stages at which a plant counts as planned, building, operating or stopped; the others are of projects and firms.
_PLANT_STAGES = (
    *("announced", "signed", "signed_framework", "signed_contract", "landed", "started", "building", "structure"),
    *("completed", "operating", "full_output", "stopped", "ended"),
)
_NAMES = FormPart("names", "entity", ("name", "kind"), shows_rows=False)
#: The form of each table that has one.
JOINT_FORMS = {
    "plants": JointForm(
        ("zh", "en", "firm", "place"),
        (
            FormPart("capacities", "plant", ("product", "amount", "unit", "self_use", "process"), {"measure": "total"}),
            FormPart("events", "plant", ("stage", "period"), shows_rows=False, offers={"stage": _PLANT_STAGES}),
        ),
    ),
    "firms": JointForm(("zh", "en", "kind", "place", "parent", "industry", "credit_code", "business_zh"), (_NAMES,)),
    "projects": JointForm(
        ("zh", "en", "owner", "place", "plant", "fixed_investment", "land", "output", "energy", "office"),
        (FormPart("events", "project", ("stage", "period", "evidence"), shows_rows=False),),
    ),
    "places": JointForm(
        ("zh", "en", "kind", "parent", "chemical_park", "river_distance", "energy_quota", "energy_used"), (_NAMES,)
    ),
    "products": JointForm(("zh", "en", "unit", "kind", "list", "broader", "spec", "aliases"), (_NAMES,)),
}
#: Where the rows that a form writes come from, asked once for all of them.
CITATION = ("basis", "source", "locator", "quote")
