"""A warning is shown before an edit is written, and refuses neither it nor a what-if."""

from __future__ import annotations

import re

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
