"""The key of a row in words: names for ids, words for codes."""

from __future__ import annotations

from collections.abc import Callable

from liantu.model import schema
from liantu.wording import translator


def key_words(table: str, key: str, language: str, name: Callable[[str], str]) -> str:
    """The parts of a key, joined with ``/``, in words; ``name`` gives the name of an id.

    >>> key_words("coefficients", "BAKE/flour/input", "zh_CN", {"BAKE": "烘焙", "flour": "面粉"}.__getitem__)
    '烘焙、面粉、原料'
    """
    definition, parts = schema.read_tables()[table], key.split("/")
    if len(parts) != len(definition.key):
        return name(key)
    codelists = [definition.field(field).choices for field in definition.key]
    words = (
        schema.label_code(codelist, part, language) if codelist else name(part)
        for codelist, part in zip(codelists, parts, strict=True)
    )
    return translator(language)(", ").join(words)
