"""Sentences of our own in the manner of reports, with the figures that each says; ``python -m
tests.exchange.documents.own_sentences`` prints what the reader makes of them otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.exchange.documents.scorer import Figure, count_as, read_amount, spell_measure, spell_subject

from liantu.exchange.documents.document_reader import read_figures
from liantu.exchange.documents.read_figures import ReadFigure
from liantu.exchange.documents.stated_names import NameBook

PUBLISHED, PLACE = date(2023, 11, 20), "清源区"
FILE = Path(__file__).parent / "sentences.txt"


@dataclass(frozen=True)
class OwnSentence:
    kind: str
    text: str
    figures: frozenset[tuple[object, ...]]


def list_sentences() -> Iterator[OwnSentence]:
    kind, text, figures = "", "", set[tuple[object, ...]]()
    for line in [*FILE.read_text(encoding="utf-8").splitlines(), "## end"]:
        if line.startswith("="):
            figures.add(compare_as(*line[1:].strip().split("|")))
            continue
        if text:
            yield OwnSentence(kind, text, frozenset(figures))
        text, figures = "", set()
        if line.startswith("##"):
            kind = line[2:].strip()
        elif line:
            text = line.replace("⏎", "\n")


def compare_as(
    subject: str, measure: str, field: str, period: str, comparator: str, value: str, unit: str, status: str
) -> tuple[object, ...]:
    figure = Figure("", subject, measure, Decimal(value), unit, field=field)
    kind, sign, spellings = spell_measure(figure)
    amount = read_amount(figure.value * sign, unit)
    return spell_subject(subject), min(spellings), kind, period, comparator, amount, count_as(status)


def read(text: str, published: date = PUBLISHED, place: str = PLACE) -> list[ReadFigure]:
    return read_figures(text, NameBook(place), published)


def compare_read(figure: ReadFigure) -> tuple[object, ...]:
    measure, period = figure.scope + figure.product + figure.measure, figure.period
    return compare_as(
        figure.subject, measure, figure.field, period, figure.comparator, str(figure.value), figure.unit, figure.status
    )


def main() -> None:
    right = read_count = asked = taken = traps = 0
    for sentence in list_sentences():
        found = {compare_read(each) for each in read(sentence.text)}
        asked, read_count, right = (
            asked + len(sentence.figures),
            read_count + len(found),
            right + len(found & sentence.figures),
        )
        if sentence.kind == "trap":
            traps, taken = traps + 1, taken + bool(found - sentence.figures)
        if found != sentence.figures:
            print(sentence.kind, sentence.text)
            for each in sentence.figures - found:
                print("   missing", *each)
            for each in found - sentence.figures:
                print("   false  ", *each)
    print(
        f"figures {asked}, read {read_count}: precision {right / read_count:.3f}, recall {right / asked:.3f}; "
        f"traps taken {taken} of {traps}"
    )


if __name__ == "__main__":
    main()
