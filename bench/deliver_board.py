"""The board of a large district: ``python -m bench.deliver_board``. Tables in, board and its groups out."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import polars as pl

from liantu.deliver.conversion import compute_conversion
from liantu.deliver.lateness import find_late_projects
from liantu.deliver.pipeline import BY, build_board, group_board
from liantu.library.policy import read_policy_value
from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, conform_frame

PROJECTS, TURNS = 5_000, 7
_LINE = ("lead", "assessed", "talks", "signed_contract", "landed", "started", "structure", "completed", "operating")


def district(count: int = PROJECTS, seed: int = 1) -> Tables:
    """So many projects in 20 parks and 30 offices, each some way along the line, every step dated to the day."""
    chance = random.Random(seed)
    projects, events, tiers = [], [], []
    for number in range(count):
        name, day = f"project-{number}", date(2020, 1, 1) + timedelta(days=chance.randrange(1_000))
        about = {"place": f"park-{chance.randrange(20)}", "office": f"office-{chance.randrange(30)}"}
        projects.append({"id": name, "zh": name, "basis": "ours", **about})
        for stage in _LINE[: chance.randrange(1, len(_LINE) + 1)]:
            key = f"{name}-{stage}"
            events.append({"id": key, "project": name, "stage": stage, "period": day.isoformat(), "basis": "ours"})
            day += timedelta(days=chance.randrange(5, 200))
        tiers += [
            {"project": name, "tier": f"tier-{n}", "period": "2024", "basis": "ours"}
            for n in range(3)
            if chance.random() < 0.3
        ]
    rows = {"projects": projects, "events": events, "project_tiers": tiers}
    frames = {table: conform_frame(table, pl.DataFrame(records)) for table, records in rows.items()}
    return Tables({"id": "large", "zh": "大区"}, {**load_library().frames, **frames})


def main() -> None:
    """Print the best of several turns."""
    tables, day = district(), date(2024, 6, 30)
    stay = read_policy_value("deliver/stage_days", day)
    works = {
        "board": lambda: build_board(tables, day),
        "board, grouped five ways": lambda: [group_board(rows, by) for rows in [build_board(tables, day)] for by in BY],
        "lateness": lambda: find_late_projects(tables, day, stay, "default", 15),
        "passage": lambda: compute_conversion(tables, day),
    }
    print(f"{PROJECTS:,} projects, {tables['events'].height:,} steps")
    for name, work in works.items():
        spent = []
        for _ in range(TURNS):
            start = time.perf_counter()
            work()
            spent.append(time.perf_counter() - start)
        met = "" if name != "board" else "  < 200 ms  met" if min(spent) < 0.2 else "  < 200 ms  NOT MET"
        print(f"  {name:<28}{min(spent) * 1e3:>8.0f} ms{met}")


if __name__ == "__main__":
    main()
