"""What the columns of a table may be called by whoever pastes them, and their choices in words."""

from __future__ import annotations

from liantu.model import schema
from liantu.model.choice_words import list_every_word


def list_headings(table: str) -> dict[str, str]:
    """The field that each heading in use means, by the heading in small letters and without blanks.

    >>> headings = list_headings("plants")
    >>> headings["firm"], headings["firmname"], headings["place"]
    ('firm', 'firm', 'place')
    """
    from liantu.exchange.loading.field_match import list_labels

    return list_labels(table)


def list_choice_words(table: str) -> dict[str, dict[str, str]]:
    """Of each field of choices the code that a word means, in either language.

    >>> list_choice_words("capacities")["measure"]["total"]
    'total'
    """
    return {field.name: list_every_word(field) for field in schema.read_tables()[table].fields if field.choices}


def list_column_fields(table: str, is_list: bool = False) -> list[schema.Field]:
    """The fields that a column of a file of a table may be taken for; of plants also all that a list of them may say.

    ``is_list``: the file is such a list, and what only the table has would be no column of it.

    >>> [field.name for field in list_column_fields("plants")][:6]
    ['plant', 'en', 'firm', 'place', 'product', 'amount']
    """
    from liantu.exchange.loading.plant_list import list_plant_fields

    fields = schema.read_tables()[table].fields
    if table != "plants":
        return [*fields]
    listed = [schema.read_tables()[name].field(field) for name, field in list_plant_fields()]
    known = {field.zh for field in listed} | {schema.read_tables()[table].field("zh").zh}
    return [*listed, *(field for field in fields if field.zh not in known and not is_list)]
