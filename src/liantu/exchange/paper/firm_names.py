"""What leaves the house for a visitor names no firm: every paper is read for the names of the workspace."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from liantu.library.recalled_makers import read_maker_relations
from liantu.model.firm_ties import FIRM_TIES
from liantu.model.problems import Problem, Problems
from liantu.model.tables import Tables

#: A name of one letter would stand in half of all words.
_SHORTEST = 2
#: Where firms stand by name that need not be firms of the district: whom it talks to, signs with, might invite.
NAMED = (
    *(("leads", "firm"), ("leads", "firm_group"), ("agreements", "firm"), ("refusals", "firm")),
    *(("name_decisions", "one"), ("name_decisions", "other")),
    *(("makers", name) for name in ("firm", "short", "en", "group")),
)


def list_firm_names(tables: Tables) -> list[str]:
    """Every name that a firm goes by: official, English, short, former, misprints; and whoever is or may be invited,
    or is tied to one of them."""
    firms = tables["firms"]
    mine = [*firms["zh"], *firms["en"]]
    ids = set(firms["id"])
    mine += [name for entity, name in tables["names"].select("entity", "name").iter_rows() if entity in ids]
    mine += [name for table, field in NAMED for name in tables[table][field]]
    mine += [*tables["relations"].filter(pl.col("predicate").is_in(FIRM_TIES))["object_text"]]
    ties = read_maker_relations(recalled=True)
    mine += [*ties["subject"], *ties["object"]]
    return [*dict.fromkeys(name.strip() for name in mine if name and len(name.strip()) >= _SHORTEST)]


def refuse_firm_names(texts: Iterable[str], names: Iterable[str], title: str) -> None:
    """Raises Problems with every firm that the texts of a paper name. Spaces and breaks of lines hide none."""
    words = " ".join(" ".join(texts).split()).casefold()
    whole = words.replace(" ", "")
    found = [name for name in names if _stands_in(" ".join(name.split()).casefold(), words, whole)]
    if found:
        slots = {"title": title}
        raise Problems([Problem("firm_named_outside", value=name, slots=slots) for name in found])


def read_pdf_text(content: bytes) -> str:
    """All text of a PDF."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(content)
    try:
        return "".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()


def _stands_in(name: str, words: str, whole: str) -> bool:
    """Whether a name stands in a text: one of Latin letters as words of its own, one of Chinese anywhere."""
    if name.isascii():
        # of many names few stand there at all: for the others no pattern is made
        return name in words and re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", words) is not None
    return name.replace(" ", "") in whole
