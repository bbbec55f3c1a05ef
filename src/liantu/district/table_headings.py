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
