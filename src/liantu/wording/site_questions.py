"""What would decide whether a product may be made in a place, asked of that place."""

from __future__ import annotations

from liantu.wording import N_, translator

_QUESTIONS = {
    "chemical_park": N_("Is %s a recognised chemical park?"),
    "river_distance": N_("How far is %s from the bank of the river?"),
    "controlled_banks": N_("Does the plot in %s lie within the controlled banks of the river?"),
    "own_rules": N_("What does the plan or the admission list of %s say of this product?"),
    "energy_left": N_("What energy does %s have left?"),
}


def ask_of_place(question: str, place: str, language: str) -> str:
    """A question of ``check_admission`` about a place that is given by name.

    >>> ask_of_place("chemical_park", "Baitao", "en")
    'Is Baitao a recognised chemical park?'
    """
    return translator(language)(_QUESTIONS[question]) % place
