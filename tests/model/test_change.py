"""A Change: pure, whole or not at all, taken back exactly, the same in every written form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import liantu
from liantu.model import schema
from liantu.model.apply import apply_change, invert_change
from liantu.model.change import Change, ChangeRow
from liantu.model.problems import Problems
from liantu.model.tables import Tables, build_row_keys

ROOT = Path(__file__).parents[2]
FULING = liantu.open(ROOT / "districts" / "fuling").given
ORCHARD = liantu.open(ROOT / "tests" / "districts" / "orchard").given
EDITED = ("capacities", "loads", "plants", "events", "members", "coefficients", "assumptions", "names")


def same(one: Tables, other: Tables) -> bool:
    """The same rows in every table, in whatever order."""

    def rows(tables: Tables, name: str) -> list[tuple[str | None, ...]]:
        return sorted(tables[name].rows(), key=lambda row: [cell or "" for cell in row])

    changed = [n for n in schema.read_tables() if one[n] is not other[n]]
    return all(rows(one, name) == rows(other, name) for name in changed)


#: What text may hold: no control characters but tab and line ends, no halves of characters.
WRITABLE = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r"
)
WRITTEN = st.text(WRITABLE, min_size=1, max_size=8)
VALUES = st.one_of(st.none(), WRITTEN, st.sampled_from(["30", "万吨/年", "a;b", "50%", " x "]))


@st.composite
def changes(draw: st.DrawFn, tables: Tables) -> Change:
    """Up to six rows, each possible on the tables as the rows before it leave them."""
    rows: list[ChangeRow] = []
    for _ in range(draw(st.integers(0, 6))):
        name = draw(st.sampled_from(EDITED))
        table = schema.read_tables()[name]
        keys = build_row_keys(name, tables[name]).to_list()
        operation = draw(st.sampled_from(["insert", "update", "delete"] if keys else ["insert"]))
        others = [c for c in table.columns if c not in table.key]
        fields = draw(st.dictionaries(st.sampled_from(others), VALUES, max_size=4)) if operation != "delete" else {}
        if operation == "insert":
            key = "/".join(draw(st.text("abcxyz", min_size=1, max_size=5)) for _ in table.key)
            if key in keys:
                continue
        else:
            key = draw(st.sampled_from(keys))
        row = ChangeRow(name, key, operation, fields)
        tables = apply_change(tables, Change((row,)))
        rows.append(row)
    return Change(tuple(rows))


@pytest.mark.parametrize("tables", [FULING, ORCHARD], ids=["fuling", "orchard"])
@given(data=st.data())
def test_apply_then_inverse_is_identity(tables: Tables, data: st.DataObject) -> None:
    change = data.draw(changes(tables))
    after = apply_change(tables, change)
    assert same(apply_change(after, invert_change(tables, change)), tables)
    assert same(
        apply_change(apply_change(tables, change), invert_change(tables, change)), apply_change(tables, Change())
    )


@given(data=st.data())
def test_apply_is_pure(data: st.DataObject) -> None:
    before = {name: frame.clone() for name, frame in ORCHARD.frames.items()}
    change = data.draw(changes(ORCHARD))
    assert same(apply_change(ORCHARD, change), apply_change(ORCHARD, change))
    assert all(ORCHARD[name].equals(frame) for name, frame in before.items())


@given(data=st.data())
def test_every_written_form_does_the_same(data: st.DataObject) -> None:
    change = data.draw(changes(ORCHARD))
    assert Change.from_dict(change.to_dict()) == change
    short = Change.from_query(change.to_query())
    assert short == change
    assert short.to_query() == change.to_query()
    assert all("\n" not in line for line in change.to_query())


@given(st.text(WRITABLE, min_size=1, max_size=12), st.text(WRITABLE, min_size=1, max_size=12))
def test_any_key_and_any_text_survive_the_short_form(key: str, text: str) -> None:
    change = Change((ChangeRow("names", key, "update", {"name": text}),))
    assert Change.from_query(change.to_query()) == change


@pytest.mark.parametrize("text", ["a\0b", "\x0b", "\ud800", "\uffff"])
def test_what_no_database_takes_is_no_text_of_a_change(text: str) -> None:
    row = {"table": "names", "key": "k", "fields": {"name": text}}
    ways: list[Callable[[], object]] = [
        lambda: Change.from_dict({"rows": [row]}),
        lambda: Change.from_dict({"rows": [row | {"fields": {}, "key": text}]}),
        lambda: Change.from_dict({"rows": [], "reason": text}),
        lambda: Change.from_query([f"names:k;name=a{text}b"]),
    ]
    for way in ways:
        with pytest.raises(Problems) as refused:
            way()
        assert [problem.code for problem in refused.value.problems] == ["unwritable_character"]
        assert text not in refused.value.problems[0].message("en")


def test_a_nul_behind_its_percent_sign() -> None:
    with pytest.raises(Problems):
        Change.from_query(["names:k;name=a%00"])


@pytest.mark.parametrize("value", [{"a": 1}, [1], 10**5000], ids=["mapping", "list", "thousands of digits"])
def test_a_value_that_is_no_text_is_no_cell(value: object) -> None:
    with pytest.raises(Problems) as refused:
        Change.from_dict({"rows": [{"table": "names", "key": "k", "fields": {"name": value}}]})
    assert [problem.code for problem in refused.value.problems] == ["bad_change"]


def test_an_empty_change_changes_nothing() -> None:
    assert not Change()
    assert apply_change(FULING, Change()) is FULING
    assert Change.from_query([]) == Change.from_query(["", "  "]) == Change.from_dict({"rows": []}) == Change()
    assert invert_change(FULING, Change()) == Change()


def test_two_changes_one_after_the_other() -> None:
    first, second = Change.from_query(["capacities:juice-1;amount=2"]), Change.from_query(["-capacities:juice-1"])
    assert same(apply_change(ORCHARD, first + second), apply_change(apply_change(ORCHARD, first), second))
    assert "juice-1" not in apply_change(ORCHARD, first + second)["capacities"]["id"]


def test_the_short_form() -> None:
    change = Change.from_query(
        ["capacities:a;amount=90;unit=万吨/年;period=", "+loads:p/2023;utilisation=80", "-plants:b"]
    )
    assert change.rows == (
        ChangeRow("capacities", "a", "update", {"amount": "90", "unit": "万吨/年", "period": None}),
        ChangeRow("loads", "p/2023", "insert", {"utilisation": "80"}),
        ChangeRow("plants", "b", "delete", {}),
    )


def test_a_new_row_has_its_key_and_blanks() -> None:
    after = apply_change(ORCHARD, Change.from_query(["+loads:sweet-2/2030;utilisation=50;basis=ours"]))
    row = after["loads"].row(by_predicate=pl.col("plant") == "sweet-2", named=True)
    assert (row["period"], row["utilisation"], row["source"]) == ("2030", "50", None)


def test_a_key_that_holds_a_slash() -> None:
    row = {"id": "x", "table": "loads", "row": "a/2023", "operation": "update", "field": "utilisation", "value": "9"}
    change = Change((ChangeRow("assumptions", "x/loads/a/2023/utilisation", "insert", row),))
    found = apply_change(ORCHARD, change)["assumptions"].row(0, named=True)
    assert [found[part] for part in schema.read_tables()["assumptions"].key] == ["x", "loads", "a/2023", "utilisation"]


@pytest.mark.parametrize("line", ["capacities:juice-1;id=juice-9;amount=3", "loads:sweet-1/2029;period=2030"])
def test_a_row_that_gets_another_key(line: str) -> None:
    change = Change.from_query([line])
    after = apply_change(ORCHARD, change)
    assert not same(after, ORCHARD)
    assert same(apply_change(after, invert_change(ORCHARD, change)), ORCHARD)


@pytest.mark.parametrize(
    ("line", "code", "value"),
    [
        ("capacities", "bad_change", "capacities"),
        ("capacities:", "bad_change", "capacities:"),
        ("capacities:juice-1;amount", "bad_change", "capacities:juice-1;amount"),
        ("capacitys:juice-1;amount=2", "unknown_table", "capacitys"),
        ("capacities:juice-9;amount=2", "no_such_row", "juice-9"),
        ("-capacities:juice-9", "no_such_row", "juice-9"),
        ("capacities:juice-1;amout=2", "no_such_field", "amout"),
        ("+capacities:juice-1;amount=2", "row_exists", "juice-1"),
        ("+loads:sweet-2;utilisation=2", "bad_change", "sweet-2"),
        ("+capacities:juice-9;id=juice-8;amount=2", "key_differs", "juice-9"),
        ("+loads:sweet-2/2029;period=2030", "key_differs", "sweet-2/2029"),
    ],
)
def test_what_cannot_be_applied(line: str, code: str, value: str) -> None:
    with pytest.raises(Problems) as raised:
        apply_change(ORCHARD, Change.from_query([line]))
    assert [(p.code, p.value) for p in raised.value.problems] == [(code, value)]


def test_a_new_row_may_say_its_key_in_its_fields_or_leave_it_out() -> None:
    for line in ("+capacities:juice-9;id=juice-9;amount=2", "+capacities:juice-9;id=;amount=2"):
        assert apply_change(ORCHARD, Change.from_query([line]))["capacities"]["id"][-1] == "juice-9"


def test_everything_wrong_is_told_and_nothing_is_kept() -> None:
    lines = ["capacities:juice-1;amount=2", "capacities:nowhere;amount=1", "capacities:juice-2;amout=1"]
    with pytest.raises(Problems) as raised:
        apply_change(ORCHARD, Change.from_query(lines))
    assert [p.code for p in raised.value.problems] == ["no_such_row", "no_such_field"]
    assert raised.value.problems[1].message("en").count("(amount?)") == 1


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"rows": "all"},
        {"rows": None},
        [],
        None,
        "text",
        {"rows": ["x"]},
        {"rows": [{"table": "plants"}]},
        {"rows": [{"table": "plants", "key": "a", "operation": "drop"}]},
        {"rows": [{"table": "plants", "key": "a", "operation": ["update"]}]},
        {"rows": [{"table": "plants", "key": "a", "fields": ["x"]}]},
    ],
)
def test_a_file_that_is_no_change(data: object) -> None:
    with pytest.raises(Problems) as raised:
        Change.from_dict(data)  # type: ignore[arg-type]
    assert {p.code for p in raised.value.problems} == {"bad_change"}


def test_numbers_in_a_file_are_texts_here() -> None:
    change = Change.from_dict({"reason": "r", "rows": [{"table": "capacities", "key": 1, "fields": {"amount": 90}}]})
    assert change.rows[0] == ChangeRow("capacities", "1", "update", {"amount": "90"})
    assert change.reason == "r"
