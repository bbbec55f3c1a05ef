"""``python -m bench.questions``: are the ten best questions those of trying every answer and every pair in a plant?

Every single answer, and every pair of answers within one plant, is applied to Fuling as a change and the lists are made
again; the order of the ten that move most must be that of ``rank_questions``, with all digits of
its effects. It takes about a minute.
"""

from __future__ import annotations

import sys

from tests.chain.test_information_value import DISTRICTS, apply_together, list_pairs, rank, singles

import liantu

_BEST = 10


def main() -> int:
    """Print the ten best of both; 1 when they differ."""
    fuling = liantu.open(DISTRICTS["fuling"])
    rows = rank(fuling).to_dicts()
    parts = singles(fuling)
    found = [(apply_together(fuling, [part])[0], part["field"]) for part in parts]
    for first, second in list_pairs(parts):
        effect, _ = apply_together(fuling, [first, second])
        if effect > first["effect"] + second["effect"] + 1:
            found.append((effect, "+".join(sorted((first["field"], second["field"])))))
    best = sorted(found, key=lambda pair: -pair[0])[:_BEST]
    ours = [(row["effect"], "+".join(sorted(row["field"].split("+")))) for row in rows[:_BEST]]
    same = True
    for (tried, tried_field), (effect, field) in zip(best, ours, strict=True):
        same = same and field == tried_field and abs(tried - effect) <= 1e-6 * max(tried, 1.0)
        print(f"{tried / 1e8:10.2f} {tried_field:20}{effect / 1e8:10.2f} {field}")
    print("the same ten in the same order" if same else "they differ")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
