"""What notice, final list and any other moment of a year tell together: one firm's tax, or not.

Eight firms pay tax on 10 mu each. The tax of f8 was not known when the list went on notice, and stands in the final
one: the ratios of both, each times its land, differ by just that tax. The attacker knows the land of all.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import polars as pl
import pytest
import yaml
from tests.model.ledger import ledger, returned
from tests.model.small import tables
from tests.score.making import plan

from liantu.district import District
from liantu.library.shipped_tables import load_library
from liantu.model.change import Change
from liantu.model.problems import Problems
from liantu.model.rules.release_dates import check_release_dates
from liantu.model.tables import overlay_rows
from liantu.store.commit import ChangeEntry
from liantu.store.workspace import Workspace

TAX = {"f1": 161.0, "f2": 148.0, "f3": 172.0, "f4": 139.0, "f5": 155.0, "f6": 181.0, "f7": 166.0, "f8": 185.37}
LAND = 10.0
#: When the notice was made, the final list, and a correction of f7 after it that no kept run has.
MOMENTS = ("2024-05", "2024-06", "2024-07")
DAYS = ("2024-04-30", "2024-05-01", "2024-06")
RUNS = (("run-1", "notice", "2024-05"), ("run-2", "final", "2024-06"))


def district(runs: tuple[tuple[str, str, str], ...] = RUNS) -> District:
    text = yaml.safe_dump(plan(), allow_unicode=True)
    sources = [
        {"id": f"s{at}", "kind": "ours", "zh": moment, "published": moment, "class": "public"}
        for at, moment in enumerate(MOMENTS)
    ]
    said = {"basis": "stated", "source": "s0", "locator": "1"}
    firms = [{"id": firm, "zh": firm, "kind": "firm", **said} for firm in TAX]
    rosters = [{"firm": firm, "year": "2023", "group": "规上", **said} for firm in TAX]
    returns = [returned(firm, "land", str(LAND), "亩", **said) for firm in TAX]
    late = {"f8": "s1"}
    returns += [
        returned(firm, "tax", str(tax), "万元", **{**said, "source": late.get(firm, "s0")}) for firm, tax in TAX.items()
    ]
    kept = [
        {"id": key, "zh": key, "scheme": "small", "scheme_version": "v", "scheme_text": text, "year": "2023"}
        | {"vintage": vintage, "state": state, "made": vintage, "rests_on": "public"}
        for key, state, vintage in runs
    ]
    found = ledger(sources=sources, firms=firms, rosters=rosters, returns=returns, evaluations=kept)
    return District(found, date(2024, 12, 31))


def told(found: District) -> float | None:
    """The ratio of the whole district as it is told; None when it is not."""
    means = found.score.disclosable_means("small", 2023)
    if not means:
        return None
    value = means[0].filter(pl.col("group").is_null(), pl.col("indicator") == "tax_per_mu")["value"].item()
    return None if value is None else float(value)


def subtract(first: float | None, second: float | None) -> float | None:
    """What f8 paid, by the ratio of seven firms and that of eight."""
    return None if first is None or second is None else second * LAND * 8 - first * LAND * 7


def test_no_two_releases_give_a_firm_away_whichever_is_asked_first() -> None:
    for order in permutations(MOMENTS[:2]):
        found = district()
        ratios = {moment: told(found.vintage(moment)) for moment in order}
        assert ratios["2024-05"] == pytest.approx(1122 / 70, abs=0.01)  # the notice was told, and stays as it was
        assert subtract(ratios["2024-05"], ratios["2024-06"]) is None
        # The district of today is that of the final list.
        assert told(found) is None
    # Alone the final list is told, and the two beside each other are the attack.
    alone = told(district(RUNS[1:]))
    assert subtract(1122 / 70, alone) == pytest.approx(TAX["f8"], rel=0.005)


def test_a_moment_that_was_not_told_is_not_told_beside_what_was() -> None:
    other = district(RUNS[:1])
    late = other.vintage("2024-06")
    assert told(late) is None
    assert [problem.code for problem in late.score.refused_means("small", 2023)] == ["moment_not_told"]
    assert not other.score.refused_means("small", 2023)


def test_beside_a_run_that_cannot_be_made_again_nothing_is_told() -> None:
    found = district((("run-1", "notice", "1999-01"),))
    assert told(found) is None
    (problem,) = found.score.refused_means("small", 2023)
    assert (problem.code, problem.value) == ("release_not_kept", "run-1")
    assert "liantu workspace init" in problem.message("en")
    with pytest.raises(Problems):
        found.score.published_groups("small", 2023)


def test_what_was_taken_back_in_a_workspace_has_been_told(tmp_path: Path) -> None:
    library = load_library()
    own = {name: overlay_rows(name, library[name], frame) for name, frame in district().given.frames.items()}
    workspace = Workspace.create(tmp_path / "a.db", library.replace(**own), library, ChangeEntry("ann", "init"))
    opened = District(workspace.tables(), date(2024, 12, 31), workspace=workspace, number=workspace.head())
    back = opened.change(Change.from_query(["evaluations:run-1;state=draft"]), "ann")
    assert back.tables["evaluations"].filter(id="run-1")["state"].item() == "draft"
    assert told(back) is None
    gone = back.change(Change.from_query(["-evaluations:run-1"]), "ann")
    assert told(gone) is None
    workspace.engine.dispose()


def test_what_a_row_says_was_told_of_a_trial_counts() -> None:
    """The sums of a trial were sent to an office: the final list is looked at beside them."""
    trial = (("run-1", "draft", "2024-05"), RUNS[1])
    assert told(district(trial)) is not None
    sent = {"id": "1", "evaluation": "run-1", "content": "group_sums", "released": "2024-05-20", "recipient": "发改委"}
    given = district(trial).given
    found = replace(district(trial), given=given.replace(releases=tables(releases=[sent])["releases"]))
    assert told(found) is None
    assert told(found.vintage("2024-05")) == 16.03


def test_nothing_is_told_before_it_was_made() -> None:
    rows = [{"id": at, "evaluation": "run-1", "content": "grades", "released": at, "recipient": "x"} for at in DAYS]
    runs = [{"id": "run-1", "zh": "1", "scheme": "s", "scheme_version": "v", "year": "2023", "made": "2024-05"}]
    (problem,) = check_release_dates(tables(releases=rows, evaluations=runs))
    assert (problem.code, problem.row, problem.value) == ("released_before_made", 2, "2024-04-30")


def test_a_ratio_leaves_rounded() -> None:
    found = replace(district(RUNS[:1]), known_at=date(2024, 5, 31))
    assert told(found) == 16.03  # 1,122 ÷ 70 = 16.0286
