"""A warning is shown before an edit is written, and refuses neither it nor a what-if."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest
from lxml import html as markup

from .conftest import Writer, problems

#: A share for own use of a plant of which nobody has said where it stands.
UNPLACED = {"f__zh": "某中试线", "f__firm": "rept", "f__basis": "ours"}
MADE = {"capacities__new__product": "电解液", "capacities__new__amount": "1万吨/年", "capacities__new__self_use": "50"}


def test_what_a_form_is_warned_of_is_read_first_then_kept(writer: Writer) -> None:
    sent = {"do": "keep", "base": "1", "reason": "visit", **UNPLACED, **MADE}
    asked = writer.send("/forms/plants", **sent)
    assert asked.status_code == 422
    assert any("自用比例" in line for line in problems(asked)), problems(asked)
    assert writer.data("/history.json")["changes"][0]["number"] == 1
    form = markup.document_fromstring(asked.text).xpath("//form[contains(@class, 'edit')]")[0]
    fields = {name: text for name, text in form.form_values() if name not in ("token", "form_key")}
    # Whatever else was read does not count as these warnings.
    other = {**fields, "confirmed": "0" * 16}
    assert writer.send("/forms/plants", **{n.replace(".", "__"): t for n, t in other.items()}).status_code == 422
    kept = writer.send("/forms/plants", **{n.replace(".", "__"): t for n, t in fields.items()})
    assert kept.headers["location"].startswith("/history/2?"), problems(kept)
    assert writer.data("/history.json")["changes"][0]["reason"] == "visit"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_what_if_is_computed_and_says_what_it_is_warned_of(writer: Writer, language: str) -> None:
    line = "plants:rept-cell;place="
    text = writer.client.get(
        "/gaps/all", params={"w": [line, "capacities:rept-cell;self_use=10"], "lang": language}
    ).text
    note = markup.document_fromstring(text).xpath("string(//div[contains(@class, 'whatif')])")
    assert re.search("自用" if language == "zh_CN" else "own use", note), note


def test_a_program_is_told_and_its_change_is_kept(writer: Writer) -> None:
    rows = [
        {"table": "plants", "key": "rept-cell", "operation": "update", "fields": {"place": None}},
        {"table": "capacities", "key": "rept-cell", "operation": "update", "fields": {"self_use": "10"}},
    ]
    answer = writer.client.post(
        "/api/changes", json={"author": "Anna", "rows": rows}, headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 201, answer.text
    assert len(answer.json()["warnings"]) == 1
    assert answer.json()["number"] == 2


#: A figure of Fuling, as its form sends it.
FIGURE = "/tables/observations/{}/edit"


def test_a_print_entered_over_an_earlier_one_stands_beside_it(writer: Writer) -> None:
    before = find_actual(writer)
    sent = form_of(writer, before["id"]) | {"f.value": "1.5", "f.vintage": "2024-02"}
    asked = post(writer, before["id"], sent)
    assert asked.status_code == 422
    assert any(f"原公布数 {before['value']} 保留；1.5" in line for line in problems(asked)), problems(asked)
    assert post(writer, before["id"], confirm(asked)).headers["location"].startswith("/history/2")
    rows = writer.data("/tables/observations.json")["observations"]
    prints = [row for row in rows if all(row[n] == before[n] for n in ("subject", "indicator", "scope", "period"))]
    assert {(row["value"], row["vintage"]) for row in prints} >= {
        (before["value"], before["vintage"]),
        ("1.5", "2024-02"),
    }


def test_a_figure_that_changes_under_its_vintage_is_read_first(writer: Writer) -> None:
    before = find_actual(writer)
    asked = post(writer, before["id"], form_of(writer, before["id"]) | {"f.value": "1.5"})
    assert any(f"的 {before['value']} 改为 1.5" in line for line in problems(asked)), problems(asked)
    assert post(writer, before["id"], confirm(asked)).headers["location"].startswith("/history/2")
    assert writer.row("observations", before["id"])["value"] == "1.5"


def test_a_form_and_a_sheet_are_warned_of_a_series(writer: Writer) -> None:
    """A sum of the year so far that falls, growth that its levels contradict, and another unit, before it is kept."""
    first = {
        "subject": "fuling",
        "indicator": "industrial-output",
        "status": "actual",
        "comparator": "eq",
        "basis": "ours",
    }
    first |= {"unit": "亿元", "vintage": "2023-12"}
    rows = [
        first | {"id": "one", "period": "2022-01..03", "value": "9"},
        first | {"id": "two", "period": "2022-01..06", "value": "7", "prior_value": "5", "published_growth": "90"},
        first | {"id": "three", "period": "2022-05..08", "value": "6"},
    ]
    lines = [{"line": n, "key": "", "cells": row} for n, row in enumerate(rows)]
    found = writer.send(
        "/tables/observations/grid", sheet=json.dumps({"lines": lines}), base="1", reason="x", do="keep"
    )
    told = "".join(found.json()["general"])
    assert "2022年1—6月 降到 7" in told
    assert "公布增速“+90.0%”与公布数不符" in told
    assert "“2022年5—8月”与" in told
    asked = writer.send("/tables/observations/new", **{f"f__{n}": t for n, t in rows[1].items()}, reason="x")
    assert any("公布增速“+90.0%”与公布数不符" in line for line in problems(asked)), problems(asked)


def find_actual(writer: Writer) -> dict[str, Any]:
    rows: list[dict[str, Any]] = writer.data("/tables/observations.json")["observations"]
    return next(row for row in rows if row["status"] == "actual" and row["value"] and row["vintage"])


def form_of(writer: Writer, key: str) -> dict[str, str]:
    form = writer.page(FIGURE.format(key)).xpath("//form[contains(@class, 'edit')]")[0]
    return {name: text for name, text in form.form_values() if name not in ("token", "form_key")}


def confirm(asked: httpx.Response) -> dict[str, str]:
    form = markup.document_fromstring(asked.text).xpath("//form[contains(@class, 'edit')]")[0]
    return {name: text for name, text in form.form_values() if name not in ("token", "form_key")}


def post(writer: Writer, key: str, fields: dict[str, str]) -> httpx.Response:
    return writer.send(FIGURE.format(key), **{name.replace(".", "__"): text for name, text in fields.items()})
