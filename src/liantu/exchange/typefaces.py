"""Typefaces by role, the office's own first; each is followed by what stands in for it. Their names are in a table."""

from __future__ import annotations

import csv
from pathlib import Path

with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as _stream:
    _ROWS = list(csv.DictReader(_stream))


def _faces(role: str) -> tuple[str, ...]:
    return tuple(row["face"] for row in _ROWS if row["role"] == role)


# GB/T 9704 asks for Xiaobiaosong in titles and Fangsong in the text; Noto is what a Linux desktop has.
TITLE, HEAD, BODY = _faces("title"), _faces("head"), _faces("body")

# Word knows one name a run; the font table carries the stand-ins.
((WORD_TITLE,), (WORD_HEAD,), (WORD_BODY,)) = (_faces(role) for role in ("word_title", "word_head", "word_body"))
(WORD_LATIN,) = _faces("word_latin")
WORD_ALTERNATIVES = {row["face"]: row["stand_in"] for row in _ROWS if row["stand_in"]}

# English papers: a Latin face first, or Chinese faces would draw the quotes at full width.
LATIN_BODY, LATIN_HEAD = _faces("latin_body"), _faces("latin_head")
