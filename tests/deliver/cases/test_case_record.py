"""What may be recorded of a case, and what is refused."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from liantu.deliver.cases.area_assessments import find_expired_assessments
from liantu.deliver.cases.case_overview import build_case_overview
from liantu.deliver.cases.case_record import record_application, record_event
from liantu.deliver.cases.case_statistics import summarise_by_office
from liantu.deliver.cases.duties import list_duties
from liantu.deliver.cases.gates import build_gate_rows, list_undecided
from liantu.deliver.cases.graph_versions import compare_items
from liantu.deliver.cases.preconditions import list_offered_events
from liantu.deliver.cases.standings import read_cases
from liantu.deliver.cases.validity import DecisionValidity
from liantu.library.approvals import graph_from_mapping
from liantu.model.apply import apply_change
from liantu.model.case_states import read_state_machine
from liantu.model.change_checks import check_change
from liantu.model.problems import Problems
from liantu.model.tables import Tables

from .graph import FIRST, SECOND, VERSIONS, district


def opened(now: Tables, item: str, day: str = "2024-03-01", event: str = "submitted", **given: object) -> Tables:
    name = str(given.pop("name", item.lower()))
    change = record_application(now, VERSIONS, name, "p", item, "filed", "1", day, event, **given)  # type: ignore[arg-type]
    return check_change(now, apply_change(now, change), change)


def after(now: Tables, *events: str, **fields: str) -> Tables:
    """The tables after events written as case:event:day."""
    for text in events:
        case, event, day = text.split(":")
        change = record_event(now, VERSIONS, case, event, f"2024-{day}", **fields)
        now = check_change(now, apply_change(now, change), change)
    return now


def decided(now: Tables, *items: str) -> Tables:
    for item in items:
        now = after(opened(now, item), f"{item.lower()}:accepted:03-01", f"{item.lower()}:approved:03-02")
    return now


def refused(now: Tables, event: str, **fields: str) -> list[str]:
    before = {name: now[name] for name in ("cases", "case_events")}
    with pytest.raises(Problems) as caught:
        after(now, event, **fields)
    assert all(now[name].equals(frame) for name, frame in before.items())
    for problem in caught.value.problems:
        assert "{" not in problem.message() + problem.message("en")
    return [problem.code for problem in caught.value.problems]


def state(now: Tables, case: str, as_of: date = date(2024, 12, 31)) -> dict[str, object]:
    return build_case_overview(now, VERSIONS, as_of).row(by_predicate=pl.col("case") == case, named=True)


# -- the ordinary course -----------------------------------------------------------------------------------------------


def test_an_ordinary_case() -> None:
    now = after(opened(district(), "A1"), "a1:accepted:03-01")
    assert state(now, "a1")["holder"] == "office"
    now = after(now, "a1:special_started:03-04", reason="专家评审")
    assert (state(now, "a1")["holder"], state(now, "a1")["state"]) == ("expert", "special")
    now = after(now, "a1:special_ended:03-08", "a1:approved:03-11")
    row = state(now, "a1")
    assert (row["state"], row["standing"], row["holder"], row["decided"]) == (
        "approved",
        "decided",
        None,
        date(2024, 3, 11),
    )
    assert state(now, "a1", date(2024, 3, 5))["state"] == "special"  # as it was


@pytest.mark.parametrize(
    ("event", "code", "fields"),
    [
        ("a1:approved:03-02", "event_not_allowed", {}),
        ("a1:accepted:02-28", "event_out_of_order", {}),
        ("a1:accepted:soon", "not_a_day", {}),
        ("a1:refused:03-02", "event_lacks", {}),
        ("a1:promised:03-02", "due_before_start", {"due": "2024-03-01"}),
        ("nobody:accepted:03-02", "no_such_row", {}),
        ("a1:promised:03-02", "promise_not_allowed", {"due": "2024-06-01"}),
        ("a1:accepted_with_gaps:03-02", "gaps_not_allowed", {"due": "2024-06-01", "material": "seal"}),
    ],
)
def test_refusals(event: str, code: str, fields: dict[str, str]) -> None:
    assert refused(opened(district(), "A1"), event, **fields) == [code]


def test_an_application_for_what_is_not_there() -> None:
    with pytest.raises(Problems) as caught:
        record_application(district(), VERSIONS, "x", "q", "Z9", "filed", "1", "2024-03-01")
    assert [p.code for p in caught.value.problems] == ["dangling", "no_such_item"]
    with pytest.raises(Problems) as caught:
        record_application(district(), VERSIONS, "x", "p", "A1", "filed", "9", "2024-03-01")
    assert [p.code for p in caught.value.problems] == ["no_such_version"]


def test_nothing_is_decided_before_its_legal_prerequisites() -> None:
    now = after(opened(decided(district(), "A1"), "B2"), "b2:accepted:03-02")
    assert refused(now, "b2:approved:03-05") == ["prerequisite_undecided"]
    now = decided(now, "P6")
    assert state(after(now, "b2:approved:03-05"), "b2")["standing"] == "decided"
    # On a day before the prerequisite was decided it was not yet.
    assert refused(after(opened(district(), "B2"), "b2:accepted:03-01"), "b2:approved:03-01") == [
        "prerequisite_undecided"
    ]


def test_what_is_not_required_bars_nothing() -> None:
    now = opened(decided(district(), "A1"), "P6", event="not_required", reason="存量用地")
    now = after(opened(now, "B2"), "b2:accepted:03-02", "b2:approved:03-05")
    assert state(now, "b2")["locked"] is False


# -- acceptance with gaps ----------------------------------------------------------------------------------------------


def gaps(now: Tables | None = None) -> Tables:
    now = opened(now or decided(district(), "A1", "P6"), "B2")
    return after(now, "b2:accepted_with_gaps:03-04", material="licence; seal", due="2024-03-11")


def test_the_review_goes_on_and_the_result_is_withheld() -> None:
    now = after(gaps(), "b2:special_started:03-05", reason="踏勘")
    now = after(now, "b2:special_ended:03-06")
    assert refused(now, "b2:approved:03-07") == ["event_not_allowed"]
    now = after(now, "b2:passed:03-07")
    row = state(now, "b2")
    assert (row["state"], row["holder"], row["missing"]) == ("withheld", "applicant", ["licence", "seal"])
    assert refused(now, "b2:approved:03-08") == ["event_not_allowed"]
    now = after(now, "b2:material_supplied:03-08", material="seal")
    assert (state(now, "b2")["state"], state(now, "b2")["missing"]) == ("withheld", ["licence"])
    assert refused(now, "b2:material_supplied:03-08", material="seal") == ["material_not_missing"]
    now = after(now, "b2:material_supplied:03-09", material="licence")
    assert state(now, "b2")["state"] == "ready"
    now = after(now, "b2:approved:03-11")
    assert (state(now, "b2")["state"], state(now, "b2")["standing"]) == ("approved_gaps", "decided")


def test_a_main_material_is_never_missing() -> None:
    now = opened(decided(district(), "A1", "P6"), "B2")
    given = {"material": "form;photo;map", "due": "2024-03-11"}
    assert refused(now, "b2:accepted_with_gaps:03-04", **given) == [
        *("main_material_missing", "no_such_material", "material_unknown")
    ]


def test_what_nobody_found_out_is_not_allowed() -> None:
    now = opened(district(), "P6")
    assert refused(now, "p6:promised:03-04", due="2024-06-01") == ["promise_unknown"]
    assert refused(now, "p6:accepted_with_gaps:03-04", material="seal", due="2024-03-11") == ["gaps_unknown"]


def test_gaps_not_made_good_end_the_case_only_after_the_day() -> None:
    now = gaps()
    assert refused(now, "b2:terminated:03-11", reason="逾期") == ["not_yet_due"]
    due = list_duties(build_case_overview(now, VERSIONS, date(2024, 3, 9)), date(2024, 3, 9), 5)
    assert due.select("kind", "days", "overdue", "proposed").rows() == [("gap", -2, False, None)]
    due = list_duties(build_case_overview(now, VERSIONS, date(2024, 3, 12)), date(2024, 3, 12), 5)
    assert due.select("kind", "days", "overdue", "proposed").rows() == [("gap", 1, True, "terminated")]
    now = after(now, "b2:terminated:03-12", reason="逾期未补")
    assert state(now, "b2")["standing"] == "closed"
    assert refused(now, "b2:approved:03-13") == ["event_not_allowed"]


def record_of(repaired: str | None) -> list[dict[str, str | None]]:
    return [
        {"id": "r", "firm": "f", "kind": "false_promise", "period": "2024-01", "repaired": repaired, "basis": "ours"}
    ]


@pytest.mark.parametrize(
    ("repaired", "codes"), [(None, ["bad_credit"]), ("2024-06-01", ["bad_credit"]), ("2024-02-01", [])]
)
def test_a_credit_record_bars_gaps_and_promises_until_repaired(repaired: str | None, codes: list[str]) -> None:
    now = district(credit_records=record_of(repaired))
    now = opened(opened(decided(now, "A1", "P6"), "B2"), "A4")
    for event, fields in (
        ("b2:accepted_with_gaps:03-04", {"material": "seal", "due": "2024-03-11"}),
        ("a4:promised:03-04", {"due": "2024-06-01"}),
    ):
        if codes:
            assert refused(now, event, **fields) == codes
        else:
            assert after(now, event, **fields)


# -- promise -----------------------------------------------------------------------------------------------------------


def test_a_promise_decides_at_once_and_is_inspected() -> None:
    now = after(opened(district(), "A4"), "a4:promised:03-01", due="2024-06-01")
    assert (state(now, "a4")["standing"], state(now, "a4")["decided"]) == ("decided", date(2024, 3, 1))
    due = list_duties(build_case_overview(now, VERSIONS, date(2024, 6, 3)), date(2024, 6, 3), 5)
    assert due.select("kind", "days", "proposed").rows() == [("inspection", 2, "inspected")]
    assert state(after(now, "a4:inspected:05-20"), "a4")["state"] == "confirmed"


def test_the_ladder_and_the_lock() -> None:
    now = after(opened(decided(district(), "A1", "P6", "B2"), "C1"), "c1:promised:03-05", due="2024-06-01")
    now = after(opened(now, "C7"), "c7:accepted:03-06", "c7:approved:03-08")
    assert state(now, "c7")["locked"] is False
    now = after(now, "c1:rectification_ordered:05-01", due="2024-05-20", reason="不符合承诺")
    assert (state(now, "c1")["standing"], state(now, "c1")["holder"]) == ("decided", "applicant")
    now = after(now, "c1:revoked:05-21", reason="逾期未整改")
    assert state(now, "c1")["standing"] == "closed"
    assert (state(now, "c7")["standing"], state(now, "c7")["locked"]) == ("decided", True)
    assert state(now, "c7", date(2024, 5, 20))["locked"] is False
    shut = build_gate_rows(now, VERSIONS, "p", "started", date(2024, 6, 1))
    assert list_undecided(shut) == ["C7", "A4"]
    now = after(now, "c1:credit_recorded:05-22")
    assert now["credit_records"].select("firm", "kind", "case").rows() == [("f", "false_promise", "c1")]
    assert refused(opened(now, "A4", "2024-06-01"), "a4:promised:06-02", due="2024-09-01") == ["bad_credit"]
    # Decided anew in the ordinary course, it unlocks what rests on it.
    now = after(opened(now, "C1", "2024-06-01", name="again"), "again:accepted:06-02", "again:approved:06-10")
    assert state(now, "c7")["locked"] is False


# -- several works, portions, pre-review, area assessments -------------------------------------------------------------


def test_several_works() -> None:
    works = [{"id": w, "project": "p", "zh": w, "basis": "ours"} for w in ("hall", "tank")]
    now = decided(district(works=works), "A1", "P6")
    now = opened(
        opened(now, "B2", about={"works": "hall"}, name="b2-hall"), "B2", about={"works": "tank"}, name="b2-tank"
    )
    now = after(now, "b2-hall:accepted:03-02", "b2-hall:approved:03-03", "b2-tank:accepted:03-03")
    now = opened(opened(now, "C1", about={"works": "hall"}, name="c1-hall"), "C1", name="c1-all")
    assert after(now, "c1-hall:promised:03-05", due="2024-06-01")
    # Of the whole project: every one of its works comes first.
    assert refused(now, "c1-all:promised:03-05", due="2024-06-01") == ["prerequisite_undecided"]
    now = after(now, "b2-tank:approved:03-06")
    assert after(now, "c1-all:promised:03-07", due="2024-06-01")


def test_a_permit_in_portions_opens_the_gate_and_decides_at_its_end() -> None:
    now = decided(district(), "A1", "P6", "B2", "C1")
    pit = {"portion": "基坑"}
    now = after(opened(now, "C7", about=pit, name="pit"), "pit:accepted:03-05", "pit:approved:03-06")
    day = date(2024, 3, 7)
    assert build_gate_rows(now, VERSIONS, "p", "started", day)["open"].to_list() == [True, False]
    force = DecisionValidity(now, VERSIONS, "p", read_cases(now, day, "p"))
    assert not force.item("C7")
    rest = {"portion": "正负零以上", "last_portion": "yes"}
    now = after(opened(now, "C7", "2024-04-01", about=rest, name="rest"), "rest:accepted:04-02", "rest:approved:04-05")
    assert DecisionValidity(now, VERSIONS, "p", read_cases(now, None, "p")).item("C7")


def test_a_pre_review_has_no_legal_force() -> None:
    now = opened(decided(district(), "A1"), "B2", about={"preview": "yes"})
    now = after(now, "b2:accepted:03-02")
    assert refused(now, "b2:approved:03-03") == ["prerequisite_undecided", "no_legal_force"]
    now = after(now, "b2:opinion_given:03-05", due="2024-06-01")
    assert (state(now, "b2")["state"], state(now, "b2")["standing"]) == ("opinion", "open")
    assert refused(now, "b2:turned_formal:03-06", document="号") == ["prerequisite_undecided"]
    now = decided(now, "P6")  # the land is obtained
    assert refused(now, "b2:turned_formal:06-02", document="号") == ["opinion_expired"]
    assert state(after(now, "b2:turned_formal:04-01", document="号"), "b2")["state"] == "approved"
    assert refused(opened(now, "C7"), "c7:opinion_given:03-02", due="2024-06-01") == ["event_not_allowed"]


ASSESSMENT = {"id": "water", "item": "A4", "place": "all", "zh": "区域评估", "until": "2024-12-31", "basis": "ours"}


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, []),
        ({"until": "2024-02-29"}, ["assessment_expired"]),
        ({"until": None}, ["assessment_expired"]),
        ({"item": "A1"}, ["assessment_not_covering"]),
        ({"place": "elsewhere"}, ["assessment_not_covering"]),
        ({"sector": "service"}, ["assessment_not_covering"]),
    ],
)
def test_an_area_assessment_covers_within_its_scope_and_years(fields: dict[str, str | None], codes: list[str]) -> None:
    now = district(area_assessments=[{**ASSESSMENT, **fields}])
    given = (now, VERSIONS, "a4", "p", "A4", "filed", "1", "2024-03-01", "covered")
    if codes:
        with pytest.raises(Problems) as caught:
            record_application(*given, area="water")
        assert [problem.code for problem in caught.value.problems] == codes
        return
    change = record_application(*given, area="water")
    now = apply_change(now, change)
    assert state(now, "a4")["standing"] == "decided"
    assert find_expired_assessments(now, date(2024, 12, 31)).is_empty()
    assert find_expired_assessments(now, date(2025, 1, 1))["case"].to_list() == ["a4"]


# -- versions ----------------------------------------------------------------------------------------------------------


def test_a_case_stays_on_its_version_until_it_is_moved() -> None:
    now = after(opened(decided(district(), "A1", "P6"), "B2"), "b2:accepted:03-04")
    told = compare_items(FIRST["B2"], SECOND["B2"])
    assert [(field, before, other) for field, before, other in told if field == "days"] == [("days", 5, 3)]
    assert {field for field, _, _ in told} == {"days", "after"}
    moved = after(now, "b2:moved:03-05", version="2", reason="新版指南")
    assert (state(now, "b2")["days"], state(moved, "b2")["days"]) == (5, 3)
    assert refused(moved, "b2:approved:03-06") == ["prerequisite_undecided"]  # A4 comes first now
    assert state(after(now, "b2:approved:03-06"), "b2")["standing"] == "decided"
    assert refused(now, "b2:moved:03-05", version="7", reason="x") == ["no_such_version"]


# -- deadlines ---------------------------------------------------------------------------------------------------------


def deadline(now: Tables, case: str, *fields: str) -> tuple[object, ...]:
    row = state(now, case)
    return tuple(row[name] for name in ("deadline", *fields))


def test_a_deadline_is_counted_in_working_days_without_the_pauses() -> None:
    # Accepted on Friday 1 March 2024: five working days are 4 to 8 March.
    now = after(opened(district(), "B2"), "b2:accepted:03-01")
    assert deadline(now, "b2", "deadline_rule", "late") == (date(2024, 3, 8), "5 workday after 2024-03-01", True)
    assert build_case_overview(now, VERSIONS, date(2024, 3, 8))["late"].to_list() == [False]
    # From 5 March to 11 March an expert looks at it: 6 to 11 March do not count, 12 to 14 do.
    now = after(now, "b2:special_started:03-05", reason="踏勘")
    assert deadline(now, "b2", "late") == (None, None)
    assert deadline(after(now, "b2:special_ended:03-11"), "b2") == (date(2024, 3, 14),)
    # What is given back on the day stops no clock.
    assert deadline(after(now, "b2:special_ended:03-05"), "b2") == (date(2024, 3, 8),)


def test_days_of_the_calendar_roll_to_a_working_day() -> None:
    # 30 days from 1 March are Sunday 31 March.
    assert deadline(after(opened(district(), "A4"), "a4:accepted:03-01"), "a4") == (date(2024, 4, 1),)


def test_the_days_of_the_district_are_laid_over_those_of_the_country() -> None:
    closed = [{"date": "2024-03-06", "kind": "holiday", "zh": "停办"}]
    plain, own = district(), district(calendar_days=closed)
    given = [deadline(after(opened(now, "B2"), "b2:accepted:03-01"), "b2", "calendar") for now in (plain, own)]
    assert [day for day, _ in given] == [date(2024, 3, 8), date(2024, 3, 11)]
    assert str(given[0][1]).startswith("cn/")
    assert str(given[1][1]).startswith("cn+x/")


def test_a_year_that_is_not_published_is_labelled() -> None:
    now = apply_change(
        district(), record_application(district(), VERSIONS, "b2", "p", "B2", "filed", "1", "2028-03-01")
    )
    now = apply_change(now, record_event(now, VERSIONS, "b2", "accepted", "2028-03-01"))
    (row,) = build_case_overview(now, VERSIONS, date(2028, 3, 2)).to_dicts()
    assert (row["deadline"], row["deadline_label"]) == (date(2028, 3, 8), "by_weekends")


def test_a_limit_is_extended_once() -> None:
    now = after(opened(district(), "B2"), "b2:accepted:03-01")
    assert refused(now, "b2:extended:03-07") == ["event_lacks"]
    now = after(now, "b2:extended:03-07", document="号", reason="情况复杂")
    # Fifteen working days after 1 March.
    assert deadline(now, "b2", "state") == (date(2024, 3, 22), "reviewing")
    assert refused(now, "b2:extended:03-08", document="号", reason="x") == ["extended_twice"]


# -- gates -------------------------------------------------------------------------------------------------------------


def test_what_a_gate_holds_is_not_decided_while_it_is_shut() -> None:
    now = decided(district(), "A1", "P6", "B2", "C1", "C7")
    now = after(opened(now, "W1", "2024-03-02"), "w1:accepted:03-02")
    assert refused(now, "w1:approved:03-02") == ["prerequisite_undecided"]
    now = after(opened(now, "A4", "2024-03-02"), "a4:promised:03-02", due="2024-06-01")
    assert state(after(now, "w1:approved:03-03"), "w1")["standing"] == "decided"


def test_a_gate_is_no_item_to_apply_for() -> None:
    with pytest.raises(Problems) as caught:
        opened(district(), "G1")
    assert [problem.code for problem in caught.value.problems] == ["no_such_item"]


def test_only_what_is_given_in_stages_has_portions() -> None:
    with pytest.raises(Problems) as caught:
        opened(district(), "A4", about={"portion": "half"})
    assert [problem.code for problem in caught.value.problems] == ["no_portions"]


def test_the_office_is_not_late_while_the_applicant_owes_a_material() -> None:
    """Five working days from the first of March end on the eighth; the original date stands."""
    now = decided(district(), "A1", "P6")
    now = after(opened(now, "B2"), "b2:accepted_with_gaps:03-01", material="licence", due="2024-04-30")
    in_time, too_late = after(now, "b2:passed:03-07"), after(now, "b2:passed:03-12")
    for tables, late in ((now, True), (in_time, False), (too_late, True)):
        row = state(tables, "b2", date(2024, 3, 20))
        assert (str(row["deadline"]), row["late"]) == ("2024-03-08", late)


# -- a paper that is missing, and the clock ----------------------------------------------------------------------------


def _with_gaps(*events: str) -> Tables:
    now = opened(decided(district(), "A1", "P6"), "B2")
    now = after(now, "b2:accepted_with_gaps:03-01", material="licence", due="2024-04-30")
    for event in events:
        now = after(now, event, **({"material": "licence"} if "supplied" in event else {}))
    return now


def test_a_missing_paper_stops_nothing_while_the_review_runs() -> None:
    # Five working days after Friday 1 March: the eighth; the paper that comes on the sixth moves nothing.
    for now in (_with_gaps(), _with_gaps("b2:material_supplied:03-06")):
        assert deadline(now, "b2") == (date(2024, 3, 8),)
        assert state(now, "b2", date(2024, 3, 7))["used"] == 4


def test_only_the_wait_of_a_ready_office_is_the_applicants_time() -> None:
    # Ready on 7 March after four working days; the paper comes on the fourteenth: 8 to 14 March are the applicant's.
    waiting = _with_gaps("b2:passed:03-07")
    assert deadline(waiting, "b2", "used") == (date(2024, 3, 8), 4)
    came = _with_gaps("b2:passed:03-07", "b2:material_supplied:03-14")
    assert state(came, "b2", date(2024, 3, 14))["used"] == 4
    assert deadline(came, "b2") == (date(2024, 3, 15),)
    row = state(after(came, "b2:approved:03-14"), "b2")
    assert (row["taken"], row["within"]) == (4, True)
    row = state(after(came, "b2:approved:03-18"), "b2")
    assert (row["taken"], row["within"]) == (6, False)


def test_correction_before_acceptance_is_outside_the_clock() -> None:
    now = after(opened(district(), "P6"), "p6:correction_asked:03-04", material="form")
    assert state(now, "p6")["used"] is None
    now = after(now, "p6:corrected:03-20", "p6:accepted:03-21", "p6:approved:03-22")
    row = state(now, "p6")
    assert (row["taken"], row["within"], row["deadline"]) == (1, True, date(2024, 3, 22))


def test_a_paper_past_its_own_day_proposes_the_end() -> None:
    rows = build_case_overview(_with_gaps("b2:passed:03-07"), VERSIONS, date(2024, 5, 1))
    (duty,) = list_duties(rows, date(2024, 5, 1), 5).filter(case="b2").to_dicts()
    assert (duty["overdue"], duty["proposed"], duty["missing"]) == (True, "terminated", ["licence"])


def test_a_decision_on_the_working_day_a_limit_moved_to_is_within_it() -> None:
    # 30 days from 1 March are Sunday 31 March; Monday is in time though 31 days have gone.
    row = state(after(opened(decided(district(), "A1"), "A4"), "a4:accepted:03-01", "a4:approved:04-01"), "a4")
    assert (row["taken"], row["within"]) == (31, True)


def test_a_revocation_locks_the_open_items_at_once() -> None:
    now = after(opened(decided(district(), "A1", "P6", "B2"), "C1"), "c1:accepted:03-04")
    # It runs beside what it waits for; that alone locks nothing.
    assert state(after(opened(decided(district(), "A1"), "B2"), "b2:accepted:03-04"), "b2")["locked"] is False
    assert state(now, "c1")["locked"] is False
    gone = after(now, "p6:revoked:03-05", reason="虚假材料")
    # C1 rests on B2, which rests on P6.
    row = state(gone, "c1")
    assert (state(gone, "b2")["locked"], row["locked"], row["standing"]) == (True, True, "open")
    again = opened(gone, "P6", "2024-03-06", name="p6-new")
    again = after(again, "p6-new:accepted:03-06", "p6-new:approved:03-07")
    assert (state(again, "b2")["locked"], state(again, "c1")["locked"]) == (False, False)


def test_a_promise_is_offered_only_where_the_graph_allows_it() -> None:
    rules = read_state_machine(district())
    offered = {}
    for item in ("A1", "P6", "A4", "B2", "C1"):
        (case,) = [case for case in read_cases(opened(district(), item)) if case.id == item.lower()]
        events = list_offered_events(rules, case, FIRST[item])
        offered[item] = ["promised" in events, "accepted_with_gaps" in events]
    # no, nobody knows, yes
    assert offered == {
        **{"A1": [False, False], "P6": [False, False], "A4": [True, False]},
        **{"B2": [False, True], "C1": [True, True]},
    }


def test_a_case_without_an_office_belongs_to_the_authority_of_the_graph() -> None:
    document = {"graph": "own", "version": 1, "items": {"A": {"days": 1, "authority": ["housing", "plan"]}}}
    versions = {("own", "1"): graph_from_mapping(document)}
    change = record_application(district(), versions, "a", "p", "A", "own", "1", "2024-03-01")
    now = apply_change(district(), change)
    rows = build_case_overview(now, versions, date(2024, 3, 4))
    assert rows.select("office", "authority").rows() == [(None, "housing")]
    assert summarise_by_office(rows, date(2024, 3, 4), 5).select("office", "authority", "open").rows() == [
        (None, "housing", 1)
    ]
