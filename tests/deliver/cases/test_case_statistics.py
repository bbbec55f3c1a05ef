"""How long items take, and what lies with whom."""

from __future__ import annotations

from datetime import date

from liantu.deliver.cases.case_overview import build_case_overview
from liantu.deliver.cases.case_statistics import summarise_by_item, summarise_by_office

from .graph import VERSIONS, district
from .test_case_record import after, opened


def test_statistics_and_work() -> None:
    now = district()
    for n in range(1, 11):
        now = opened(now, "P6", about={"office": "land"}, name=f"p6-{n}")
        now = after(now, f"p6-{n}:accepted:03-01", f"p6-{n}:approved:03-{1 + n:02d}")
    now = opened(now, "A4", about={"office": "eco"})
    now = after(now, "a4:accepted:03-01", "a4:notice_started:03-10", "a4:notice_ended:03-20")
    rows = build_case_overview(now, VERSIONS, date(2024, 4, 5))
    (land,) = summarise_by_item(rows).filter(item="P6").to_dicts()
    # From Friday 1 March on the decisions of 2 to 11 March took 0, 0, 1, 2, 3, 4, 5, 5, 5, 6 working days: the median
    # is 3.5, nine of ten within 5; the promise of 1 day was kept three times.
    assert (land["measured"], land["median"], land["p90"], land["limit"], land["within"]) == (10, 3.5, 5, 1, 30)
    (eco,) = summarise_by_item(rows).filter(item="A4").to_dicts()
    assert (eco["decided"], eco["median"], eco["within"]) == (0, None, None)
    # 30 days from 1 March are 31 March; ten days of notice, 11 to 20 March, make it 10 April.
    (case,) = rows.filter(case="a4").to_dicts()
    assert (case["deadline"], case["late"]) == (date(2024, 4, 10), False)
    work = {row["office"]: row for row in summarise_by_office(rows, date(2024, 4, 5), 5).to_dicts()}
    assert work["eco"] == {
        **{"office": "eco", "authority": None, "open": 1, "with_office": 1, "with_applicant": 0, "with_expert": 0},
        **{"late": 0, "at_risk": 1},
    }
    assert work["land"]["open"] == 0
    later = build_case_overview(now, VERSIONS, date(2024, 4, 11))
    assert summarise_by_office(later, date(2024, 4, 11), 5).filter(office="eco")["late"].to_list() == [1]


def test_without_its_version_nothing_is_late() -> None:
    now = after(opened(district(), "A4"), "a4:accepted:03-01")
    (row,) = build_case_overview(now, {}, date(2030, 1, 1)).to_dicts()
    assert (row["deadline"], row["late"], row["days"]) == (None, None, None)
