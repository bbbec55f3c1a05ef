"""Facts that would vanish: of firms without a return, and such as no rule asks for."""

from __future__ import annotations

from tests.score.making import facts, firms, scheme

from liantu.score.run.unused_facts import find_unused_facts

RULES = {
    "facts": {"accident": {"zh": "安全事故"}},
    "classes": [{"id": "new", "zh": "新投产", "treatment": "not_graded", "since": ["production_start"], "years": 2}],
    "moves": [{"id": "veto", "zh": "否决", "effect": "to", "grade": "D", "fact": "accident"}],
    "points": [{"id": "star", "zh": "冠军", "points": 5, "fact": "champion"}],
}
ROWS = firms(land=[1.0, 1.0], tax=[1.0, 1.0])


def told(*rows: tuple[str, str]) -> list[str]:
    every = facts(*((firm, fact, "文1", None, None) for firm, fact in rows))
    return [note.message("en") for note in find_unused_facts(every, ROWS, scheme(**RULES))]


def test_firms_and_facts_nobody_asks_for_are_told_with_what_may_be_meant() -> None:
    assert told(("f1", "accident"), ("f2", "production_start"), ("f2", "champion")) == []
    assert told(("f11", "acident"), ("ff2", "安全事故"), ("f11", "hue")) == [
        "There are facts of 2 firms that are not in the returns: f11 (f1?), ff2 (f2?).",
        "No rule of the scheme asks for these facts: acident (accident?), 安全事故 (accident?), hue.",
    ]
    (many,) = told(*((f"x{n}", "accident") for n in range(7)))
    assert "of 7 firms" in many
    assert many.endswith("returns: x0, x1, x2, x3, x4….")


def test_without_facts_nothing_is_told() -> None:
    assert find_unused_facts(None, ROWS, scheme(**RULES)) == find_unused_facts(facts(), ROWS, scheme(**RULES)) == []
