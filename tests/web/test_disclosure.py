"""Everything that may be published of one run, read together by an attacker that shares no code with the room.

The attacker is given more than a reader has: where a ratio is told, both its sums. Each firm's share of a sum is an
unknown, each told cell two equations; what is hidden must stay as far open as the dated rule says.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

import numpy as np
import polars as pl
import pytest
from openpyxl import load_workbook
from scipy.optimize import linprog
from tests.exchange.paper.test_paper import READ
from tests.local_client import TestClient

import liantu
from liantu.access import Purpose
from liantu.district import District
from liantu.library.disclosure_policy import read_disclosure_rules
from liantu.model.hidden_amounts import MARK
from liantu.score.scheme.scheme import Scheme
from liantu.web.core.app import create_app
from liantu.wording.amounts import format_significant

from .site import ROOT

SCHEME, YEAR = "yunxi-made-up", 2023
ADDRESS = f"scheme={SCHEME}&year={YEAR}"
BY = ("group", "industry", "park")
#: A table, the line of it (None = the district) and an indicator or ``firms``.
Cell = tuple[str, str | None, str]


@dataclass(frozen=True)
class Exports:
    """The district, and what all exports tell and hide."""

    district: District
    told: dict[Cell, float]
    hidden: set[Cell]


@pytest.fixture(scope="module")
def awkward() -> District:
    """Yunxi with trades and a park of few firms, and figures of single firms missing."""
    yunxi = liantu.open(ROOT / "districts" / "yunxi")
    tables = yunxi.given
    few = (["f001", "f004"], ["f002"], ["f005", "f006", "f007"])
    one, two, three = (pl.col("firm").is_in(names) for names in few)
    trade = pl.when(one).then(pl.lit("9997")).when(two).then(pl.lit("9998")).when(three).then(pl.lit("9999"))
    rosters = tables["rosters"].with_columns(trade.otherwise("industry").alias("industry"))
    lacks = ((pl.col("firm") == "f010") & (pl.col("item") == "employees")) | (
        (pl.col("firm") == "f011") & (pl.col("item") == "electricity")
    )
    returns = tables["returns"].filter(~lacks.fill_null(False))
    return replace(yunxi, given=tables.replace(rosters=rosters, returns=returns))


@pytest.fixture(scope="module")
def exports(awkward: District) -> Exports:
    exported = Exports(awkward, {}, set())
    with TestClient(create_app(awkward)) as client:
        _note_groups(exported, client)
        _note_workbook(exported, client)
        _note_firm_sheets(exported, client)
    return exported


def _note_groups(exported: Exports, client: TestClient) -> None:
    """What the JSON of the groups and their first table as CSV tell."""
    body = client.get(f"/score/groups.json?{ADDRESS}").json()
    for by in BY:
        for row in body[by]:
            _note(exported, (by, row[by], row["indicator"]), MARK if row["hidden"] else row["value"])
    sheet = pl.read_csv(client.get(f"/score/groups.csv?{ADDRESS}").content, infer_schema=False)
    for row in sheet.iter_rows(named=True):
        for name in sheet.columns[1:]:
            _note(exported, ("group", row["group"] or None, name), row[name])


def _note_workbook(exported: Exports, client: TestClient) -> None:
    """What the workbook of the groups tells; its rows and columns are in the order of the JSON."""
    body = client.get(f"/score/groups.json?{ADDRESS}").json()
    book = load_workbook(io.BytesIO(client.get(f"/score/groups.data.xlsx?{ADDRESS}").content))
    for by in BY:
        _title, head, *rows = book[by].iter_rows(values_only=True)
        names = ["firms", *dict.fromkeys(row["indicator"] for row in body[by])]
        keys = dict.fromkeys(line[by] for line in body[by])
        for key, row in zip(keys, rows, strict=False):
            # Names and ids stand before the numbers.
            for name, value in zip(names, row[len(head) - len(names) :], strict=True):
                _note(exported, (by, key, name), value)


def _note_firm_sheets(exported: Exports, client: TestClient) -> None:
    """What the sheets of a firm of every industry and park tell of the others."""
    firms = exported.district.score.evaluate(SCHEME, YEAR).firms
    some = pl.concat(firms.unique(by, keep="first", maintain_order=True) for by in ("industry", "park"))
    for firm, industry, park in some.select("firm", "industry", "park").iter_rows():
        for item in client.get(f"/score/firm/{firm}.json?{ADDRESS}").json()["items"]:
            for by, key in (("industry", industry or ""), ("park", park or ""), ("district", None)):
                state = item[f"{by}_state"]
                value = item[by] if state in (None, "shown", "missing") else MARK
                assert (value is None) or (value != MARK) or item[by] is None
                _note(exported, ("park" if by == "district" else by, key, item["indicator"]), value)


def _note(exported: Exports, cell: Cell, value: object) -> None:
    if value == MARK:
        exported.hidden.add(cell)
    elif value not in (None, ""):
        exported.told[cell] = float(str(value))


@pytest.fixture(scope="module")
def microdata(awkward: District) -> pl.DataFrame:
    """Firms that are evaluated with their fields, as they may leave the house."""
    run = awkward.for_purpose(Purpose.LEAVING).score.evaluate(SCHEME, YEAR)
    own = run.firms.filter(pl.col("treatment") != "not_evaluated").select("firm", *BY)
    fields = {field for one in run.scheme.indicators.values() for field in one.fields}
    rows = own.join(run.returns.select("firm", *fields), on="firm")
    return rows.with_columns(_find_complete(rows, run.scheme))


def _find_complete(rows: pl.DataFrame, scheme: Scheme) -> pl.Series:
    """Firms that have every ratio which most of their group have: all ratios are of these."""
    has = pl.DataFrame(
        {
            one.id: reduce(lambda a, b: a & b, (rows[f].is_not_null() for f in one.fields))
            for one in scheme.indicators.values()
        }
    ).with_columns(rows["group"])
    complete = []
    for row in has.iter_rows(named=True):
        group = has.filter(pl.col("group") == row["group"])
        usual = [name for name in has.columns[:-1] if group[name].mean() > 0.5]
        complete.append(all(row[name] for name in usual))
    return pl.Series("complete", complete)


def test_no_picture_tells_why_an_amount_is_hidden(awkward: District) -> None:
    """Of three trades in the district there are one, two and three firms: one mark stands for all, without a reason."""
    with TestClient(create_app(awkward)) as client:
        path = "/score/picture/industries"
        sheet = pl.read_csv(client.get(f"{path}.csv?{ADDRESS}").content, infer_schema=False)
        books = [client.get(f"{path}.{form}?{ADDRESS}").content for form in ("xlsx", "data.xlsx")]
    assert dict(sheet.tail(3).iter_rows()) == {"9997": MARK, "9998": MARK, "9999": MARK}
    for book in books:
        words = {str(cell) for row in load_workbook(io.BytesIO(book)).active.values for cell in row}
        assert MARK in words
        assert not words & {"shown", "small", "zero", "dominant", "complement", "differenced"}


def test_the_workbook_of_a_firms_picture_has_the_marks_of_its_table(awkward: District) -> None:
    with TestClient(create_app(awkward)) as client:
        path = f"/score/firm/f005/picture/indicators.{{}}?{ADDRESS}"
        sheet = pl.read_csv(client.get(path.format("csv")).content, infer_schema=False)
        book = load_workbook(io.BytesIO(client.get(path.format("xlsx")).content)).active
    rows = [row for row in book.values if row[1] and row[0] in range(1, sheet.height + 1)]
    assert [row[1] for row in rows] == ["亩均税收", "亩均营业收入", "单位用电税收", "人均营业收入"]
    marks = [sum(value == MARK for value in row) for row in rows]
    assert marks == [sum(value == MARK for value in row) for row in sheet.iter_rows()]
    assert sum(marks) > 4


def test_no_export_tells_what_another_hides(exports: Exports) -> None:
    assert len(exports.hidden) > 8
    assert not exports.hidden & set(exports.told)


def test_no_hidden_ratio_is_recovered_when_the_sums_of_the_others_are_known(
    exports: Exports, microdata: pl.DataFrame
) -> None:
    scheme = exports.district.score.schemes()[SCHEME]
    for one in scheme.indicators.values():
        told = [_members(microdata, scheme, cell) for cell in exports.told if cell[2] == one.id]
        for cell in (cell for cell in exports.hidden if cell[2] == one.id):
            inside = _members(microdata, scheme, cell)
            halves = [_amounts(microdata, fields) for fields in (one.numerator, one.denominator)]
            wide = [_wide(_between(np.array(told, float), half, inside), half, inside) for half in halves]
            assert any(wide), cell
            for half, open_ in zip(halves, wide, strict=True):
                assert open_ or not _sensitive(half[inside]), cell


def test_nor_when_the_land_of_every_firm_is_known(exports: Exports, microdata: pl.DataFrame) -> None:
    """All ratios at once, and the ledger beside them: tax and revenue of every told cell follow from its land."""
    scheme = exports.district.score.schemes()[SCHEME]
    used = {cell[2] for cell in exports.hidden} - {"firms"}
    fields = sorted({field for name in used for field in scheme.indicators[name].fields} - {"land"})
    at = {field: number for number, field in enumerate(fields)}
    many, land = microdata.height, _amounts(microdata, ("land",))
    rows, right = [], []
    for cell in (cell for cell in exports.told if cell[2] in used):
        one, inside = scheme.indicators[cell[2]], _members(microdata, scheme, cell).astype(float)
        row, known = np.zeros(many * len(fields)), 0.0
        above, below = (float(inside @ _amounts(microdata, part)) for part in (one.numerator, one.denominator))
        # Told is a rounded ratio: the attacker is given it with all its digits.
        assert exports.told[cell] == pytest.approx(above / below * one.scale, rel=5.1e-4)
        for sign, part in ((1.0, one.numerator), (-above / below, one.denominator)):
            for field in part:
                if field == "land":
                    known -= sign * float(inside @ land)
                else:
                    row[at[field] * many : (at[field] + 1) * many] += sign * inside
        rows.append(row)
        right.append(known)
    amounts = np.concatenate([_amounts(microdata, (field,)) for field in fields])
    assert np.array(rows) @ amounts == pytest.approx(np.array(right), rel=1e-6, abs=1e-6)
    for cell in (cell for cell in exports.hidden if cell[2] in used):
        inside = _members(microdata, scheme, cell)
        for field in set(scheme.indicators[cell[2]].fields) - {"land"}:
            own = _amounts(microdata, (field,))
            aim = np.zeros(len(amounts))
            aim[at[field] * many : (at[field] + 1) * many] = inside
            if _sensitive(own[inside]):
                least = -np.inf if (amounts < 0).any() else 0.0
                bounds = _ends(np.array(rows), amounts, aim, least)
                assert _wide(bounds, own, inside), (cell, field)


def _amounts(microdata: pl.DataFrame, fields: tuple[str, ...]) -> np.ndarray:
    return microdata.select(pl.sum_horizontal(pl.col(field).fill_null(0.0) for field in fields)).to_series().to_numpy()


def _sensitive(amounts: np.ndarray) -> bool:
    rule = read_disclosure_rules(date(YEAR, 12, 31))
    sizes = sorted(np.abs(amounts), reverse=True)
    n, k = rule.dominance or (1, 100.0)
    return 0 < len(sizes) < rule.smallest or sum(sizes[:n]) > k / 100 * sum(sizes)


def _wide(bounds: tuple[float, float], amounts: np.ndarray, inside: np.ndarray) -> bool:
    """Whether an amount stays possible as far to either side as the dated rule says."""
    value = float(amounts[inside].sum())
    need = read_disclosure_rules(date(YEAR, 12, 31)).interval / 100 * max(abs(value), float(np.abs(amounts).mean()))
    least = 0.0 if (amounts >= 0).all() else -np.inf
    near = 1e-4 * need
    return bounds[1] >= value + need - near and bounds[0] <= max(value - need, least) + near


def _members(microdata: pl.DataFrame, scheme: Scheme, cell: Cell) -> np.ndarray:
    """Firms in a told or hidden cell: those of the line for which both halves are known."""
    by, key, indicator = cell
    here = np.ones(microdata.height, bool) if key is None else (microdata[by].fill_null("") == key).to_numpy()
    fields = scheme.indicators[indicator].fields
    known = [microdata[field].is_not_null() for field in fields]
    return reduce(lambda one, part: one & part.to_numpy(), [*known, microdata["complete"]], here)


def _between(told: np.ndarray, amounts: np.ndarray, inside: np.ndarray) -> tuple[float, float]:
    least = 0.0 if (amounts >= 0).all() else -np.inf
    return _ends(told, amounts, inside.astype(float), least)


def _ends(rows: np.ndarray, amounts: np.ndarray, aim: np.ndarray, least: float) -> tuple[float, float]:
    """The smallest and largest amount of a cell; firms that always stand together are one unknown."""
    kinds, of = np.unique(np.vstack([rows, aim]), axis=1, return_inverse=True)
    totals = np.bincount(of.ravel(), amounts, kinds.shape[1])
    scale = float(np.abs(amounts).mean())
    bounds = [(None if np.isinf(least) else least, None)] * len(totals)
    ends = []
    for sign in (1, -1):
        solved = linprog(
            sign * kinds[-1], A_eq=kinds[:-1], b_eq=kinds[:-1] @ totals / scale, bounds=bounds, method="highs"
        )
        assert solved.status in (0, 3), solved.message
        ends.append(sign * solved.fun * scale if solved.status == 0 else -sign * np.inf)
    return ends[0], ends[1]


def test_no_hidden_number_of_firms_is_recovered(exports: Exports, microdata: pl.DataFrame) -> None:
    counts = read_disclosure_rules(date(YEAR, 12, 31)).counts
    for by in BY:
        true = dict(microdata.group_by(pl.col(by).fill_null("")).len().iter_rows())
        closed = {key: true[key] for table, key, name in exports.hidden if (table, name) == (by, "firms") and key}
        for number in closed.values():
            # One total and the lines that are shown leave a sum to the hidden ones, each of at least one firm.
            assert sum(closed.values()) - (len(closed) - 1) >= number + counts


def test_what_is_firm_by_firm_is_marked_as_internal(awkward: District) -> None:
    with TestClient(create_app(awkward)) as client:
        for address in ("/score", "/score/what-if", "/score/difference"):
            assert "For internal use: firm by firm" in client.get(f"{address}?{ADDRESS}&lang=en").text
            assert "internal" in client.get(f"{address}.json?{ADDRESS}&lang=en").json()
            assert "internal" in client.get(f"{address}.csv?{ADDRESS}&lang=en").headers["content-disposition"]
        groups = client.get(f"/score/groups.json?{ADDRESS}&lang=en").json()["internal"]
        assert "no run of this year by this scheme is on notice or final" in groups


def test_a_list_that_is_not_yet_public_warns_of_unstable_grades(awkward: District) -> None:
    tables = awkward.given
    draft = tables["evaluations"].with_columns(pl.lit("draft").alias("state"))
    stable = pl.when(pl.col("firm") == "f033").then(pl.lit("no")).otherwise(pl.lit("yes")).alias("stable")
    other = replace(awkward, given=tables.replace(evaluations=draft, grades=tables["grades"].with_columns(stable)))
    warned = "Before publication: 1 grades are unstable"
    with TestClient(create_app(other)) as client:
        assert warned in client.get("/score/notice/run-2022?lang=en").text
    with TestClient(create_app(awkward)) as client:
        assert warned not in client.get("/score/notice/run-2022?lang=en").text


def test_of_a_what_if_no_sums_are_told(awkward: District) -> None:
    """One firm moved to another trade: the two tables of sums beside each other would give its tax."""
    with TestClient(create_app(awkward)) as client:
        told = client.get(f"/score/groups.json?{ADDRESS}&w=rosters:f033/2023;industry=1499").json()
        assert not any(told.get(by) for by in BY)
        assert (
            "no sums are told" in client.get(f"/score/groups?{ADDRESS}&lang=en&w=rosters:f033/2023;industry=1499").text
        )


def test_a_benchmark_made_of_closed_values_stands_beside_no_mean() -> None:
    """What f010 told in confidence is in the benchmark of a sheet: the mean without it would give it by subtraction."""
    yunxi = liantu.open(ROOT / "districts" / "yunxi")
    returns = yunxi.given["returns"]
    told = (pl.col("firm") == "f010") & (pl.col("item") == "employees") & (pl.col("year") == str(YEAR))
    channel = pl.when(told).then(pl.lit("firm")).otherwise("channel")
    closed = replace(yunxi, given=yunxi.given.replace(returns=returns.with_columns(channel.alias("channel"))))
    for district, hidden in ((yunxi, False), (closed, True)):
        with TestClient(create_app(district)) as client:
            rows = client.get(f"/score/groups.json?{ADDRESS}").json()["park"]
        assert {row["hidden"] for row in rows if row["indicator"] == "tax_per_mu"} == {False}
        of_people = {row["indicator"]: row["hidden"] for row in rows if row["park"] == "north-slope"}
        assert of_people["revenue_per_person"] is hidden


def test_no_paper_of_a_firm_prints_a_value_of_another(awkward: District) -> None:
    """Jingde scores between the lowest and the highest firm: both ends are two firms' own values."""
    run = awkward.score.evaluate("jingde-2022", YEAR)
    ends = {
        format_significant(end, 4)
        for row in run.benchmarks.filter(pl.col("high").is_not_null()).iter_rows(named=True)
        for end in (row["low"], row["high"])
    } - {"0", "20"}  # the lowest revenue per mu is a number of the formula, too
    assert len(ends) > 8
    with TestClient(create_app(awkward)) as client:
        asked = f"scheme=jingde-2022&year={YEAR}&lang=zh_CN"
        for form in READ:
            said = READ[form](client.get(f"/paper/firm.{form}?firm=f050&{asked}").content)
            assert "不予公开；企业可向评价部门申请核对" in said
            assert not ends & set(re.findall(r"-?[0-9.]+", said))
        for form in ("csv", "data.xlsx"):
            sheet = client.get(f"/score/firm/f050.{form}?{asked}").content
            frames = [pl.read_csv(sheet, infer_schema=False)] if form == "csv" else _frames(sheet)
            numbers = {float(cell) for frame in frames for cell in frame.to_numpy().ravel() if _number(cell)}
            assert not {format_significant(number, 4) for number in numbers} & ends
        assert set(_ends_of(client.get(f"/score/firm/f050.json?{asked}").json()["items"])) >= ends


def test_a_benchmark_of_the_scheme_and_a_mean_of_many_are_told(awkward: District) -> None:
    means = awkward.score.disclosable_means(SCHEME, YEAR)
    sheet = awkward.score.firm_sheet("f050", SCHEME, YEAR, means)
    states = dict(sheet.items.select("indicator", "benchmark_state").iter_rows())
    shown = {name: state == "shown" for name, state in states.items()}
    # The middle value is that of one firm, or of two; revenue per person is made of f011 too, its mean is not.
    assert shown == {
        "tax_per_mu": True,
        "revenue_per_mu": True,
        "tax_per_electricity": False,
        "revenue_per_person": False,
    }
    # Of a what-if nothing is told that firms make: beside the true one it would tell of a firm.
    alone = awkward.score.firm_sheet("f050", SCHEME, YEAR).items
    assert alone.filter(pl.col("benchmark_state") == "shown")["indicator"].to_list() == ["tax_per_mu"]


def test_points_before_the_cap_do_not_give_a_hidden_benchmark_away(awkward: District) -> None:
    means = awkward.score.disclosable_means(SCHEME, YEAR)
    run = awkward.score.evaluate(SCHEME, YEAR)
    over = run.uncapped.filter(pl.col("tax_per_electricity") > 1.5 * 30)["firm"][0]
    row = (
        awkward.score.firm_sheet(over, SCHEME, YEAR, means)
        .items.filter(indicator="tax_per_electricity")
        .row(0, named=True)
    )
    assert row["uncapped"] > row["points"]
    assert row["uncapped_state"] == row["benchmark_state"] == "small"


def _ends_of(items: list[dict[str, float]]) -> list[str]:
    return [format_significant(row[end], 4) for row in items for end in ("low", "high") if row[end] is not None]


def _number(cell: object) -> bool:
    return isinstance(cell, (int, float)) or (isinstance(cell, str) and cell.lstrip("-").replace(".", "", 1).isdigit())


def _frames(book: bytes) -> list[pl.DataFrame]:
    sheets = load_workbook(io.BytesIO(book)).worksheets
    return [
        pl.DataFrame({"cell": [str(cell) for row in s.iter_rows(values_only=True) for cell in row]}) for s in sheets
    ]
