"""Kept runs of the made-up district, made by the engine itself, so that each comes out the same when made again.

Each run used what had been published by its vintage. The year 2022 was run three times: by the scheme of the year
before, as a trial; for public notice; and after the objections, with what was corrected.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from liantu.access import find_run_class
from liantu.district import District
from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, overlay_rows
from liantu.score.run.run_rows import build_run_change
from liantu.score.scheme.reader import read_scheme

Row = dict[str, str | None]

#: What was known of which year, and when it was published.
PUBLISHED = {
    "made-up": ("2022-03-31", "程序生成的虚构数据", "Made-up data written by a program"),
    "returns-2021": ("2022-04-30", "程序生成的虚构数据：2021年度填报", "Made-up data: returns of 2021"),
    "returns-2022": ("2023-04-30", "程序生成的虚构数据：2022年度填报", "Made-up data: returns of 2022"),
    "corrections-2022": (
        "2023-06-21",
        "程序生成的虚构数据：2022年度异议更正",
        "Made-up data: corrections of 2022 after objections",
    ),
    "returns-2023": ("2023-12-31", "程序生成的虚构数据：2023年度填报", "Made-up data: returns of 2023"),
}
_RULE = (Path(__file__).parent / "scheme.yaml").read_text(encoding="utf-8").strip()
#: The same scheme a year before: what its revision changed.
_REVISED = (
    ("number: 虚构〔2023〕1号", "number: 虚构〔2022〕1号"),
    ('published: "2023-01-01"', 'published: "2022-01-01"'),
    ("weight: 45\n", "weight: 40\n"),
    ("{rule: fixed, value: 18}", "{rule: fixed, value: 16}"),
    ("weight: 25\n", "weight: 30\n"),
)
#: Id, Chinese, English, year, before the revision, vintage, state, made.
_RUNS = (
    ("run-2021", "2021年度虚构评价", "Made-up evaluation of 2021", 2021, True, "2022-05", "final", "2022-06"),
    (
        "run-2022-trial",
        "2022年度虚构评价（旧方案试算）",
        "Made-up evaluation of 2022, trial by the scheme before",
        2022,
        True,
        "2023-05",
        "draft",
        "2023-05",
    ),
    (
        "run-2022-notice",
        "2022年度虚构评价（公示稿）",
        "Made-up evaluation of 2022, for public notice",
        2022,
        False,
        "2023-05",
        "notice",
        "2023-06-05",
    ),
    ("run-2022", "2022年度虚构评价", "Made-up evaluation of 2022", 2022, False, "2023-06", "final", "2023-06-30"),
)


def list_sources() -> Iterator[Row]:
    """A source for each time something was published."""
    for key, (published, zh, en) in PUBLISHED.items():
        yield {"id": key, "kind": "ours", "zh": zh, "en": en, "published": published, "class": "public"}
    # What the clauses of agreements rest on.
    yield {"id": "open-rules", "kind": "official", "zh": "虚构区公开办法汇编", "en": "Made-up published rules"} | {
        "issuer": "虚构区人民政府",
        "published": "2023-01-10",
        "class": "public",
        "address": "虚构政发〔2023〕1号",
    }


def make_runs(tables: Tables) -> tuple[list[Row], list[Row]]:
    """Rows of ``evaluations`` and of ``grades``."""
    under = load_library()
    laid = {name: overlay_rows(name, under[name], frame) for name, frame in tables.frames.items()}
    district = District(Tables(tables.about, {**under.frames, **laid}), date(2023, 12, 31))
    evaluations: list[Row] = []
    grades: list[Row] = []
    for key, zh, en, year, before, vintage, state, made in _RUNS:
        scheme = read_scheme(_before() if before else _RULE, key)
        then = district.vintage(vintage)
        run = then.score.evaluate(scheme, year)
        rests_on = find_run_class(then.tables, then.source_classes, str(year), scheme.text)
        head, *rows = build_run_change(
            district.given, run, then.score.sensitivity(run), vintage, date(year + 1, 6, 1), rests_on
        ).rows
        evaluations.append({"id": key, **head.fields, "zh": zh, "en": en, "state": state, "made": made})
        grades += [{"evaluation": key, "firm": row.key.partition("/")[2], **row.fields} for row in rows]
    return evaluations, grades


def _before() -> str:
    text = _RULE
    for now, then in _REVISED:
        if text.count(now) != 1:
            raise ValueError(f"the scheme does not say once: {now}")
        text = text.replace(now, then)
    return text


def list_releases() -> Iterator[Row]:
    """What was told of the runs: the lists to everybody, the sums of one year to an office."""
    releases = (
        ("run-2021", "grades", "2022-06", "公众"),
        ("run-2022-notice", "grades", "2023-06-05", "公众"),
        ("run-2022", "grades", "2023-07-01", "公众"),
        ("run-2022", "group_sums", "2023-07-01", "发展改革部门（虚构）"),
    )
    for number, (run, content, day, recipient) in enumerate(releases, 1):
        yield {"id": str(number), "evaluation": run, "content": content, "released": day, "recipient": recipient}


def list_objections(case: dict[str, str]) -> Iterator[Row]:
    """What firms objected to the list on public notice, and to the final one."""
    notice, final = "run-2022-notice", "run-2022"
    land, parcel, tax, scope = "用地面积含已退出部分", "第二地块已部分出租，重复计入", "税收漏报", "税收口径有误"
    objections = (
        (notice, case["d_twice"], "2023-06-12", land, "rejected", "2023-06-20", "核对证载面积，维持原结果"),
        (notice, case["two_parcels"], "2023-06-13", parcel, "upheld", "2023-06-21", "已更正用地面积"),
        (notice, case["late_tax"], "2023-06-14", tax, "upheld", "2023-06-21", "已按税务部门数据补录"),
        (final, case["tax_missing"], "2023-07-03", scope, None, None, None),
    )
    for number, (run, firm, received, about, outcome, decided, answer) in enumerate(objections, 1):
        row = {"id": str(number), "evaluation": run, "firm": firm, "received": received, "about": about}
        yield {**row, "evidence": f"虚构材料{number}", "outcome": outcome, "decided": decided, "answer": answer}
