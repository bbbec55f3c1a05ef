"""What a claim or a coefficient rests on, in words."""

from __future__ import annotations

from liantu.model import schema
from liantu.wording import N_, translator

#: The short texts of the library's coefficients.
LIBRARY = (
    N_("engineering estimate"),
    N_("stoichiometry and usual yield"),
    N_("mass conservation and usual yield"),
    N_("published figure"),
    N_("published figure, converted"),
    N_("pharmacopoeia formula and 3 % loss"),
    N_("element balance"),
    N_("electrode capacity and plant yield"),
    N_("norm, recalled"),
)


def basis_label(text: str | None, language: str) -> str:
    """The basis of a claim (a code) or of a coefficient (a short text); one of another library stays as written."""
    if not text:
        return ""
    if text in schema.read_codelist("basis"):
        return schema.label_code("basis", text, language)
    return translator(language)(text)
