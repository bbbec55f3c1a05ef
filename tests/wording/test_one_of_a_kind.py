"""One day: the word for one of what is counted."""

from __future__ import annotations

from liantu.wording import translator
from liantu.wording.approval_relations import count_days


def test_one_day_is_one_day() -> None:
    chinese = translator("zh_CN")
    assert [count_days(days, "workday", chinese) for days in (1, 3)] == ["1个工作日", "3个工作日"]
    assert count_days(1, "day", chinese) == "1日"
    assert count_days(2, "day", translator("en")) == "2 calendar days"
