"""What a clause says of making something, and whether that is to be verified (待核)."""

from __future__ import annotations

from liantu.model import schema
from liantu.wording import N_, translator

#: A verdict of a clause that was not read at its issuer.
_UNSURE = N_("%(verdict)s, %(unknown)s")


def verdict_text(verdict: str, lang: str, *, to_verify: bool) -> str:
    """The word for a verdict, with the word for what is to be verified where its clause was not read at the issuer.

    >>> verdict_text("forbidden", "en", to_verify=True), verdict_text("forbidden", "en", to_verify=False)
    ('forbidden, to be verified', 'forbidden')
    >>> verdict_text("unknown", "en", to_verify=True)
    'to be verified'
    """
    word = schema.label_code("verdict", verdict, lang)
    if verdict == "unknown" or not to_verify:
        return word
    return translator(lang)(_UNSURE) % {"verdict": word, "unknown": schema.label_code("verdict", "unknown", lang)}
