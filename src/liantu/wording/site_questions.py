"""What would decide whether a product may be made in a place, asked of that place."""

from __future__ import annotations

from collections.abc import Iterable

from liantu.wording import N_, translator

_QUESTIONS = {
    "chemical_park": N_("Is %s a recognised chemical park?"),
    "river_distance": N_("How far is %s from the bank of the river?"),
    "controlled_banks": N_("Does the plot in %s lie within the controlled banks of the river?"),
    "own_rules": N_("What does the plan or the admission list of %s say of this product?"),
    "clause_valid": N_("Does the clause on this product hold for %s, though its validity does not cover the date?"),
    "energy_left": N_("What energy does %s have left?"),
}


def ask_of_place(questions: Iterable[str], place: str, language: str) -> str:
    """Questions of ``check_admission`` about a place that is given by name, sentence behind sentence.

    >>> ask_of_place(["chemical_park", "energy_left"], "Baitao", "en")
    'Is Baitao a recognised chemical park? What energy does Baitao have left?'
    """
    gap = "" if language.startswith("zh") else " "
    return gap.join(translator(language)(_QUESTIONS[question]) % place for question in questions)
