"""One step makes a lead of a firm and a missing link, with the demand of that day."""

from __future__ import annotations

from datetime import date

import pytest

import liantu
from liantu.district import District
from liantu.model.apply import apply_change
from liantu.model.problems import Problems


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open("districts/yunxi")


def test_the_lead_stands_in_the_pipeline_with_the_demand_as_it_is(yunxi: District) -> None:
    change = yunxi.attract.make_lead("bms", "虚构管理系统有限公司", introduced_by="虚构展会", office="invest")
    after = yunxi.what_if(change)
    lead = after.tables["leads"].filter(firm="虚构管理系统有限公司").row(0, named=True)
    gap = yunxi.chain.gaps("all").filter(product="bms").row(0, named=True)
    assert float(lead["missing"]) == pytest.approx(gap["gap_typical"], rel=1e-5)
    assert (lead["unit"], lead["frozen"], lead["reported"]) == (gap["unit"], "2023-12-31", "2023-12-31")
    assert float(lead["worth_low"]) == pytest.approx(gap["value_low"] / 1e8, rel=1e-5)
    row = after.attract.leads().filter(lead=lead["id"]).row(0, named=True)
    assert (row["stage"], row["since"], row["is_second"]) == ("lead", "2023-12-31", False)
    assert apply_change(yunxi.tables, change)


def test_the_demand_of_a_lead_stays_when_the_list_moves(yunxi: District) -> None:
    later = yunxi.at(as_of=date(2024, 6, 30))
    frozen = yunxi.tables["leads"].select("id", "missing", "frozen")
    assert later.tables["leads"].select("id", "missing", "frozen").equals(frozen)


def test_everything_wrong_is_said_at_once(yunxi: District) -> None:
    with pytest.raises(Problems) as refused:
        yunxi.attract.make_lead("nosuch", "虚构隔膜股份有限公司", credit_code="91500102MA5U0000XX")
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["no_such_link", "credit_code_digit", "second_lead_of_group"]


def test_a_firm_is_needed(yunxi: District) -> None:
    with pytest.raises(Problems) as refused:
        yunxi.attract.make_lead("bms", "")
    assert [problem.code for problem in refused.value.problems] == ["required"]


def test_the_list_of_leads_says_where_each_stands(yunxi: District) -> None:
    rows = {row["lead"]: row for row in yunxi.attract.leads().iter_rows(named=True)}
    assert [rows[f"lead-{n}"]["stage"] for n in range(1, 8)] == [
        *("signed_contract", "talks", "assessed", "lead", "lost", "paused", "landed"),
    ]
    assert (rows["lead-1"]["verdict"], rows["lead-2"]["late"], rows["lead-3"]["against"]) == (
        *("condition", 1),
        ["environment"],
    )
    assert not rows["lead-5"]["is_open"]
    assert rows["lead-6"]["is_open"]


def test_reviews_of_the_made_up_agreements(yunxi: District) -> None:
    states = {state.agreement: state.state for state in yunxi.attract.agreement_reviews()}
    assert states == {
        **{"agreement-1": "reviewed", "agreement-2": "may_be_signed", "agreement-3": "to_review"},
    }
