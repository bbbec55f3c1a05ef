"""What a file says of itself: its title, that it is ours, the day it was made, and the language it is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from liantu.exchange.paper.setting import Setting


@dataclass(frozen=True)
class FileProperties:
    """The properties of a file, as Word, PDF and workbooks all have them."""

    title: str
    author: str
    made: datetime
    language: str


def file_properties(title: str, setting: Setting) -> FileProperties:
    """The properties of a file that is made now.

    >>> file_properties("补链清单", Setting()).author, file_properties("Links", Setting("en")).language
    ('链图', 'en-GB')
    """
    made = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    return FileProperties(title, setting.tr("Liantu"), made, "zh-CN" if setting.chinese else "en-GB")
