"""What the made-up offices say of rows among themselves, who looks after what, and two saved views."""

from __future__ import annotations

from tools.made_up_district.runs import Row

#: Table, row, text, office, day, state.
_COMMENTS = (
    ("products", "electrolyte", "东岸园区有两家意向企业，下周走访（虚构）", "invest", "2023-12-18", None),
    ("projects", "project-1", "环评材料还差一份，请催（虚构）", "ecology-office", "2023-12-20", None),
    ("projects", "project-1", "用地已协调（虚构）", None, "2023-11-02", "settled"),
    ("capacities", "lactam", "产能口径与企业再核一次（虚构）", "industry", "2023-12-12", None),
)
_ASSIGNMENTS = (("products", "electrolyte", "invest", "2024-03"), ("plants", "lactam", "industry", None))
#: Id, Chinese, English, page, query.
_VIEWS = (
    ("cases-in-review", "审查中的办件", "Cases under review", "/cases", "has.state=reviewing"),
    ("east-bank-projects", "东岸园区项目", "Projects of the East Bank", "/projects", "has.place=east-bank"),
)


def list_remark_frames() -> dict[str, list[Row]]:
    """Comments, responsible offices, saved views."""
    comment = ("table", "row", "text", "office", "day", "state")
    return {
        "comments": [
            {"id": f"c{number}", **dict(zip(comment, values, strict=True))}
            for number, values in enumerate(_COMMENTS, 1)
        ],
        "assignments": [dict(zip(("table", "row", "office", "due"), values, strict=True)) for values in _ASSIGNMENTS],
        "saved_views": [dict(zip(("id", "zh", "en", "page", "query"), values, strict=True)) for values in _VIEWS],
    }
