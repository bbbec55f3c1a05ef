"""Words on screen: English in the source, every other language in ``locale/<language>/LC_MESSAGES/liantu.po``.

What the library writes in free words stands in a catalogue of its own, ``library.po``: see ``library_notes``.
"""

from __future__ import annotations

import gettext
import io
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DEFAULT = "zh_CN"
LANGUAGES = {"zh_CN": "zh-CN", "en": "en"}
"""Language codes with the tag that HTML uses for each."""

#: Stands between a context and its message, in the catalogue too.
_CONTEXT_END = "\x04"

#: Between two parts of a title, in either language.
WIDE_SPACE = "\u3000"

Translator = Callable[[str], str]


def choose_language(*languages: str | None) -> str:
    """The first of the asked languages that there is; Chinese when none is.

    >>> choose_language(None, "en-GB"), choose_language("fr"), choose_language("zh-TW")
    ('en', 'zh_CN', 'zh_CN')
    """
    for text in languages:
        for code in LANGUAGES:
            if text and text.replace("-", "_").lower().split("_")[0] == code.split("_")[0]:
                return code
    return DEFAULT


@cache
def translator(lang: str) -> Translator:
    """A function from the English words to those of a language; words without a translation stay English.

    >>> translator("en")("Links to fill")
    'Links to fill'
    >>> translator("en")(NC_("weak list", "Plants"))
    'Plants'
    """
    find = read_catalogue(lang, "liantu").gettext
    return lambda text: find(text).rpartition(_CONTEXT_END)[2]


def N_(text: str) -> str:
    """Mark words for translation where they are named, before a language is known."""
    return text


def NC_(context: str, text: str) -> str:
    """Mark words that are translated otherwise in a context: a paper that calls a thing by another name."""
    return f"{context}{_CONTEXT_END}{text}"


def read_catalogue(lang: str, name: str) -> gettext.NullTranslations:
    """The words of one catalogue in a language, compiled when they are newer; none where there is no such file."""
    source = LOCALE / lang / "LC_MESSAGES" / f"{name}.po"
    if not source.exists():
        return gettext.NullTranslations()
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        with compiled.open("rb") as stream:
            return gettext.GNUTranslations(stream)
    # A checkout that was not built, or whose words have changed since.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = io.BytesIO()
    with source.open("rb") as stream:
        write_mo(made, read_po(stream))
    with suppress(OSError):  # a folder of others
        _put_beside(compiled, made.getvalue())
    made.seek(0)
    return gettext.GNUTranslations(made)


def _put_beside(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all: others may read meanwhile. Raises OSError."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
