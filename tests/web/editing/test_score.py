"""Runs are kept in a workspace: with the scheme's text, the vintage of the returns, and every grade."""

from __future__ import annotations

import hashlib

from .conftest import Writer, problems

SCHEME = "yunxi-made-up"


def keep(writer: Writer, base: str) -> str:
    answer = writer.send("/score/keep", scheme=SCHEME, year="2023", base=base, reason="first try")
    assert answer.status_code == 303, problems(answer)
    return answer.headers["location"]


def test_a_run_is_kept_and_comes_out_the_same(made_up: Writer) -> None:
    address = keep(made_up, "1")
    assert address == "/score/run/run-2023"
    told = made_up.data(f"{address}.json")
    run = told["run"]
    assert (run["vintage"], run["state"], run["year"]) == ("1", "draft", "2023")
    assert run["scheme_version"] == hashlib.sha256(run["scheme_text"].encode()).hexdigest()
    now = {row["firm"]: row["grade"] for row in made_up.data("/score.json")["ranking"]}
    assert {row["firm"]: row["grade"] for row in told["grades"]} == now
    assert "各企业等次一致" in made_up.page(address).text_content()


def test_the_difference_of_two_runs_names_the_cause(made_up: Writer) -> None:
    keep(made_up, "1")
    made_up.send("/tables/returns/f001/2023/tax/edit", base="2", f__value="90000万元", reason="refund settled")
    assert keep(made_up, "3") == "/score/run/run-2023.2"
    rows = made_up.data("/score/difference.json?one=run-2023&other=run-2023.2")["difference"]
    causes = {row["firm"]: row["causes"] for row in rows}
    assert "returns" in causes.pop("f001")
    assert causes
    assert all("returns" not in cause for cause in causes.values())


def test_a_scheme_that_is_not_there_is_not_kept(made_up: Writer) -> None:
    answer = made_up.send("/score/keep", scheme="none", year="2023", base="1", reason="x")
    assert answer.status_code == 422
    assert len(made_up.data("/score/runs.json")["runs"]) == 4
