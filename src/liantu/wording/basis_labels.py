"""What a claim or a coefficient rests on, in words."""

from __future__ import annotations

from liantu.model import schema
from liantu.wording.library_notes import translate_note


def basis_label(text: str | None, language: str) -> str:
    """The basis of a claim (a code) or of a coefficient (a text); what others wrote stays as written.

    >>> basis_label("stated", "en"), basis_label("carbon balance", "zh_CN"), basis_label("EIA, table 3", "zh_CN")
    ('stated', '碳平衡', 'EIA, table 3')
    """
    if not text:
        return ""
    if text in schema.read_codelist("basis"):
        return schema.label_code("basis", text, language)
    return translate_note(text, language)
