"""Articles of our own to make the rules on, with what they say written beside each paragraph.

``python -m tests.exchange.documents.development_articles [IDS]`` prints what the reader makes of them otherwise. A file
is a head of ``# name: value`` lines and ``---``, then paragraphs; behind each stand lines of figures and traps:

- ``= subject|measure|period|amount|status|notes``: blank is as in the line before, ``-`` nothing, ``a/b`` either;
- an amount is a comparator (``> >= < <= ~``), a field (``+ -`` growth, ``s:`` share, ``c:`` change), number and unit;
- notes are a hard kind, ``opt``, and ``@words`` where the number is printed in other ones;
- ``! kind|amount|wrong|notes``: a trap, with the fields that make it one (``any``: all).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from tests.exchange.documents.scorer import (
    BENCHMARK,
    HARD,
    Article,
    Figure,
    Gold,
    GoldRow,
    Trap,
    differing,
    is_right,
    is_same_number,
    make_row,
    read_conditions,
    read_table,
    score,
    score_quantities,
    spell_subject,
    split_names,
    takes,
)

from liantu.exchange.documents.document_reader import read_figures
from liantu.exchange.documents.stated_names import NameBook

FOLDER = Path(__file__).parent / "development"
_AMOUNT = re.compile(
    r"(?P<bound>>=|<=|>|<|~)?(?P<field>[+-]|s:|c:)?(?P<bound2>>=|<=|>|<|~)?(?P<value>[\d.]+)(?P<unit>.*)"
)
_BOUNDS = {"": "eq", ">": "gt", ">=": "ge", "<": "lt", "<=": "le", "~": "about"}
_FIELDS = {"": "value", "+": "growth", "-": "growth", "s:": "share", "c:": "change"}


@dataclass
class _Draft:
    """What is read of one file so far."""

    head: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    traps: list[Trap] = field(default_factory=list)
    begin: int = 0  # where the text begins that the next figures are of
    place: int = 0
    said: bool = True

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def locate(self, printed: str, notes: str) -> tuple[int, int]:
        """Where a number is printed: behind the one before it, else from the beginning of its paragraph."""
        words = next((each[1:] for each in notes.split() if each.startswith("@")), printed)
        words = words.replace("\\n", "\n").replace("␣", " ")
        first = self._find(words, self.place)
        first = first if first >= 0 else self._find(words, self.begin)
        if first < 0:
            raise ValueError(f"{words!r} is not printed in {self.text[self.begin :]!r}")
        self.place = first + len(words)
        return first, first + len(words)

    def _find(self, words: str, start: int) -> int:
        found = re.compile(rf"(?<![\d.])-?{re.escape(words)}(?![\d.]*\d)").search(self.text, start)
        return found.start() if found else -1


@cache
def read_development() -> tuple[Gold, frozenset[str]]:
    """The articles with their figures and traps, and the ids of those that are held out."""
    articles, rows, traps, names, held = {}, list[GoldRow](), list[Trap](), {}, set[str]()
    also = {row["name"]: split_names(row["also"]) for row in read_table(BENCHMARK, "measures")}
    for path in sorted(FOLDER.glob("*.txt")):
        key, draft = path.stem, _Draft()
        head, _, body = path.read_text(encoding="utf-8").partition("---\n")
        for line in head.splitlines():
            name, _, value = line.lstrip("# ").partition(": ")
            if name == "name":
                known, _, more = value.partition(" = ")
                draft.names[known] = more
            else:
                draft.head[name] = value
        for line in body.splitlines():
            _read_line(line, key, draft)
        info = draft.head
        articles[key] = Article(
            key, info["genre"], info["title"], info["issuer"], info["published"], info["place"], draft.text
        )
        held |= {key} if info.get("held") else set()
        every = {each for row in draft.rows for each in (row["subject"], *_list_also(row["also"], "subject"))}
        every |= {each for trap in draft.traps for each in trap.wrong.get("subject", ())}
        for name in every:
            names[key, name] = frozenset(map(spell_subject, (name, *split_names(draft.names.get(name, "")))))
        rows += [make_row(row, also, names, info["published"]) for row in draft.rows]
        traps += draft.traps
    return Gold(articles, tuple(rows), tuple(traps), names), frozenset(held)


def _read_line(line: str, key: str, draft: _Draft) -> None:
    if line.startswith("= "):
        draft.rows.append(_read_row(line[2:].split("|"), key, draft))
    elif line.startswith("! "):
        kind, amount, *rest = line[2:].split("|")
        wrong, _, notes = "|".join(rest).partition(" @")
        match = _AMOUNT.match(amount)
        value, unit = (Decimal(match["value"]), match["unit"]) if match else (Decimal(0), "")
        number = draft.locate(match["value"] if match else amount, f"@{notes}" if notes else "")
        draft.traps.append(Trap(f"{key}-t{len(draft.traps)}", key, kind, value, unit, number, read_conditions(wrong)))
    else:
        if draft.said:
            draft.begin = len(draft.text) + bool(draft.lines)
            draft.place = draft.begin
        draft.lines.append(line)
    draft.said = line.startswith(("= ", "! "))


def _read_row(cells: list[str], key: str, draft: _Draft) -> dict[str, str]:
    cells += [""] * (6 - len(cells))
    before = draft.rows[-1] if draft.rows else {}
    written = dict(
        zip(("subject", "measure", "period", "status"), (cells[0], cells[1], cells[2], cells[4]), strict=True)
    )
    for name, text in written.items():
        written[name] = text or before.get(f"written {name}", "-")
    match, notes = _AMOUNT.match(cells[3]), cells[5]
    assert match, cells
    kinds = [each for each in notes.split() if each in HARD]
    sign = "-" if match["field"] == "-" else ""
    also = []
    single = {}
    for name, text in written.items():
        single[name], *others = (each if each != "-" else "" for each in text.split("/"))
        also += [f"{name}={each}" for each in others]
    first, last = draft.locate(match["value"], notes)
    draft_row = {
        **single,
        **{f"written {name}": text for name, text in written.items()},
        "id": f"{key}-{len(draft.rows)}",
        "article": key,
        "table": "targets" if single["status"] == "target" else "observations",
        "scope": "",
        "field": _FIELDS[match["field"] or ""],
        "comparator": _BOUNDS[match["bound"] or match["bound2"] or ""],
        "value": sign + match["value"],
        "unit": match["unit"],
        "class": "optional" if "opt" in notes.split() else "hard" if kinds else "plain",
        "kind": kinds[0] if kinds else "",
        "also": " ".join(also),
        "number": f"{first}-{last}",
        "spans": f"{first}-{last}",
        "quote": draft.text[first:last],
    }
    return draft_row


def _list_also(also: str, name: str) -> Iterator[str]:
    for each in also.split():
        if each.startswith(f"{name}="):
            yield each.partition("=")[2]


def read_article(article: Article) -> list[Figure]:
    """What the rules make of an article, with no names of a district."""
    day = date.fromisoformat(article.published)
    same = (
        *("subject", "measure", "value", "unit", "table", "scope", "product"),
        *("field", "period", "comparator", "status", "number", "spans"),
    )
    found = read_figures(article.text, NameBook(article.place), day, article.issuer, article.title)
    return [Figure(article.id, **{name: getattr(each, name) for name in same}) for each in found]


def choose(gold: Gold, keys: frozenset[str]) -> Gold:
    return Gold(
        {key: article for key, article in gold.articles.items() if key in keys},
        tuple(row for row in gold.rows if row.figure.article in keys),
        tuple(trap for trap in gold.traps if trap.article in keys),
        gold.names,
    )


def _show(figure: Figure) -> str:
    parts = (figure.subject, figure.scope + "," + figure.product + "," + figure.measure, figure.field, figure.period)
    return " | ".join((*parts, figure.comparator, f"{figure.value}{figure.unit}", figure.status))


def _print_article(gold: Gold, key: str, figures: list[Figure]) -> None:
    article, taken = gold.articles[key], set[str]()
    print(f"===== {key} {article.kind}")
    mine = choose(gold, frozenset({key}))
    for figure in figures:
        rows = [row for row in mine.rows if is_right(row, figure) and row.id not in taken]
        if rows:
            taken.add(rows[0].id)
            continue
        near = [row for row in mine.rows if is_same_number(row.figure, figure)]
        if any(row.strength == "optional" for row in near):
            continue
        traps = [trap for trap in mine.traps if takes(mine, trap, figure)]
        first, last = figure.number or (0, 0)
        print("  FALSE", _show(figure), "" if not traps else f"TRAP {traps[0].kind}")
        for row in near[:1]:
            print("     was", _show(row.figure), sorted(differing(row, figure)))
        if not near:
            print("     in ", article.text[max(0, first - 30) : last + 10].replace("\n", "⏎"))
    for row in mine.rows:
        if row.id not in taken and row.strength != "optional":
            first, last = row.figure.number or (0, 0)
            if not any(is_same_number(row.figure, figure) for figure in figures):
                print(
                    "  MISSED", _show(row.figure), "   ", article.text[max(0, first - 24) : last + 8].replace("\n", "⏎")
                )


def summarize(gold: Gold, figures: list[Figure]) -> str:
    result, (precision, recall) = score(gold, figures), score_quantities(gold, figures)
    kinds = " ".join(f"{kind} {result.recall(gold, 'hard', kind):.2f}" for kind in HARD)
    return (
        f"quantities {precision:.2f}/{recall:.2f} rows {result.precision():.3f}/{result.recall(gold):.3f} "
        f"hard {result.recall(gold, 'hard'):.3f} traps {result.traps(gold):.3f}\n   {kinds}\n   "
        f"{result.nearest.most_common(9)}"
    )


def main() -> None:
    gold, held = read_development()
    only = frozenset(sys.argv[1:])
    keys = (only or frozenset(gold.articles)) - (held - only)
    read = {key: read_article(gold.articles[key]) for key in sorted(keys)}
    if only:
        for key, figures in read.items():
            _print_article(gold, key, figures)
    for key, figures in read.items():
        print(key, summarize(choose(gold, frozenset({key})), figures).splitlines()[0])
    print(
        len(choose(gold, keys).rows),
        summarize(choose(gold, keys), [each for figures in read.values() for each in figures]),
    )


if __name__ == "__main__":
    main()
