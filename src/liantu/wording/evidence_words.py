"""What evidence of a gap is called where there is little room: on a picture, in a narrow column."""

from __future__ import annotations

from liantu.model import schema
from liantu.wording import N_, translator

_BRIEF = {
    "named_missing": N_("named in a document"),
    "not_stated": N_("not stated"),
    "short": N_("short"),
    "similar": N_("grade to verify"),
    "amount_unknown": N_("amount unknown"),
    "need_unknown": N_("need unknown"),
    "maker_to_verify": N_("to verify"),
    "offered_here": N_("by-product here"),
}


def evidence_word(evidence: str, language: str) -> str:
    """The evidence of a gap in a word or two; the label of the code where there is none shorter.

    >>> evidence_word("named_missing", "zh_CN"), evidence_word("not_stated", "en")
    ('文件点名', 'not stated')
    """
    brief = _BRIEF.get(evidence)
    return translator(language)(brief) if brief else schema.label_code("evidence", evidence, language)
