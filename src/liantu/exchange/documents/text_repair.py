"""What a document prints with its small faults mended, and where each character of it stood.

Full-width letters and figures become plain, blanks between Chinese characters go, a line that was broken is one again.
Misprints stay: what a name should be is for the register of names. No character is added or moved, so that a span
of the mended text is a span of the printed one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Full-width letters, figures and signs that are read as their plain forms; commas and brackets stay Chinese.
_KEPT_WIDE = "\uff0c\uff1b\uff1a\uff08\uff09\uff01\uff1f"
_NARROW = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE}
_NARROW |= {0x3000: " ", 0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " ", 0x2212: "-"}
#: Forms of the same sign: CJK units in one character are left, since one of them is two.
_NARROW |= {0x25CB: "\u3007", 0x2F00: "\u4e00"}
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_HAN = "\u3007\u3400-\u9fff"
#: A blank between two of these says nothing; between columns of a table it does.
_MARKS = "\uff0c\u3002\uff1b\uff1a\u3001\u201c\u201d\uff08\uff09"
_BLANK = re.compile(
    rf"(?<=[{_HAN}{_MARKS}%])[ \t]+(?=[{_HAN}\d{_MARKS}])|(?<=[\d.])[ \t]+(?=[{_HAN}%{_MARKS}])"
    r"|(?<=\d)[ \t]+(?=\.\d)|(?<=\d\.)[ \t]+(?=\d)"
)
_COLUMNS = re.compile(r"\t|\||[ ]{2,}")
_FIELD = re.compile(r"^-?[\d,]+(?:\.\d+)?%?$|^[-\u2014/]+$")
_ENDS = re.compile("[\u3002\uff01\uff1f\uff1b;:\uff1a\u201d\u2019\u3011]$")
_BEGINS = re.compile(
    "^(?:[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3}\u3001|[\uff08(][\u4e00-\u5341\\d]+[)\uff09]|\\d{1,2}[.\u3001](?!\\d)"
    "|[\u25a0\u25cf\u25cb\u25a1\u2022\u00b7\u3010\u25c6*#-])"
)
#: What no line ends with that is a heading or a whole sentence: of, and, for, reach, some signs.
_PARTICLE = re.compile("[\u7684\u548c\u4e0e\u53ca\u4e3a\u8fbe\u7ea6\u8d85\uff08]$")
_ENDS_CLAUSE = re.compile("[\u3002\uff01\uff1f\uff1b\uff1a\u201d\uff09)]$")
#: A line of at least so many characters was broken by the width of the page, not by who wrote it.
_FULL = 14


@dataclass(frozen=True)
class RepairedText:
    """A mended text with the place of each of its characters in the printed one."""

    printed: str
    text: str
    origins: tuple[int, ...]

    def locate(self, first: int, last: int) -> tuple[int, int]:
        """The span of the printed text in which a span of the mended one stands."""
        return self.origins[first], self.origins[last - 1] + 1


def repair_text(printed: str) -> RepairedText:
    """The text as it is read.

    >>> mended = repair_text("\u4ea7\u503c\uff11\uff11\uff0e\\n\uff19\u4ebf \u5143")
    >>> mended.text, mended.locate(2, 6)
    ('\u4ea7\u503c11.9\u4ebf\u5143', (2, 7))
    """
    characters = list(printed.translate(_NARROW))
    dropped = {match.start() for match in _NO_WIDTH.finditer(printed)}
    plain = "".join(characters)
    dropped.update(_find_broken_lines(plain))
    joined, places = _leave_out(plain, range(len(plain)), dropped)
    blanks = set(_find_idle_blanks(joined))
    text, origins = _leave_out(joined, places, blanks)
    return RepairedText(printed, text, tuple(origins))


def is_table_line(line: str) -> bool:
    """Whether a line is a row of a table: columns apart, or several bare numbers in a row.

    >>> is_table_line("GDP 100.5 6.7"), is_table_line("a\\tb"), is_table_line("\u4ea7\u503c 100 \u4ebf\u5143")
    (True, True, False)
    """
    line = line.strip()
    if not line or line[-1:] in "\u3002\uff0c\uff1b":
        return False
    if _COLUMNS.search(line):
        return True
    fields = line.split(" ")
    return len(fields) >= 3 and sum(bool(_FIELD.match(field)) for field in fields) >= 2


def find_table_lines(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that are rows of tables, with the heading of as many words before the first.

    >>> sorted(find_table_lines(["a b c", "x 1 2", "y 3 4", "end"]))
    [0, 1, 2]
    """
    found = {number for number, line in enumerate(lines) if is_table_line(line)}
    for number in sorted(found):
        above = lines[number - 1].split() if number and number - 1 not in found else []
        if len(above) >= 3 and len(above) == len(lines[number].split()) and not _ENDS.search(above[-1]):
            found.add(number - 1)
    return found


def _leave_out(text: str, places: range | list[int], dropped: set[int]) -> tuple[str, list[int]]:
    stay = [index for index in range(len(text)) if index not in dropped]
    return "".join(text[index] for index in stay), [places[index] for index in stay]


def _find_idle_blanks(text: str) -> Iterator[int]:
    first, lines = 0, text.split("\n")
    tables = find_table_lines(lines)
    for number, line in enumerate(lines):
        if number not in tables:
            for match in _BLANK.finditer(line):
                yield from range(first + match.start(), first + match.end())
        first += len(line) + 1


def _find_broken_lines(text: str) -> Iterator[int]:
    """Characters at the end of lines that go on in the next one: the break and the blanks around it."""
    lines = text.split("\n")
    first, width = 0, max(map(len, lines), default=0)
    tables = find_table_lines(lines)
    for number, (line, following) in enumerate(itertools.pairwise(lines)):
        last = first + len(line)
        if not tables & {number, number + 1} and _goes_on(line.rstrip(), following.strip(), width):
            yield from range(first + len(line.rstrip()), last + 1)
            yield from range(last + 1, last + 1 + len(following) - len(following.lstrip()))
        first = last + 1


def _goes_on(line: str, following: str, width: int) -> bool:
    if not line or not following or _BEGINS.match(following) or _ENDS.search(line):
        return False
    if re.search(r"\d[.,]$", line) and following[0].isdigit():
        return True
    if line[-1] in "\uff0c\u3001" or following[0] in "\uff0c\u3001\u3002\uff1b\uff1a\uff09\u201d%":
        return True
    if _PARTICLE.search(line) or (re.search("[\uff0c\u3002]", line) and not _ENDS_CLAUSE.search(line)):
        return True
    return len(line) >= max(_FULL, 0.6 * min(width, 45)) and bool(re.search("[\uff0c\u3002\uff1b]", line + following))
