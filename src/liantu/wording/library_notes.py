"""What the library writes in free words: remarks, bases, reasons; in English, with a Chinese catalogue of their own."""

from __future__ import annotations

from functools import cache

from liantu.wording import Translator, read_catalogue


def note_text(note: str | None, note_en: str | None, lang: str) -> str:
    """The remark of a row: its English one in English where there is one, else as written or as the library words it.

    >>> note_text("reformer stream", None, "zh_CN"), note_text("本地值", "local", "en")
    ('重整物流', 'local')
    """
    return (note_en or note or "") if lang == "en" else translate_note(note, lang)


def translate_note(note: str | None, lang: str) -> str:
    """A remark of the library in a language; what others wrote stays as written.

    >>> translate_note("hazardous waste", "zh_CN"), translate_note("ours", "zh_CN")
    ('危险废物', 'ours')
    """
    return _library_words(lang)(note) if note else ""


@cache
def _library_words(lang: str) -> Translator:
    return read_catalogue(lang, "library").gettext
