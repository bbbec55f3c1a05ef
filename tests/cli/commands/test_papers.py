"""``liantu export firm`` and ``grades``: what the written papers hold, and above all what they do not."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polars as pl
import pytest
from tests.examples import in_one_language
from tests.exchange.paper.test_paper import READ
from tests.messages import says

import liantu
from liantu.access import Purpose
from liantu.cli import main
from liantu.district import District

YUNXI = Path(__file__).parents[3] / "districts" / "yunxi"
SCHEME = "yunxi-made-up"
FIRM, RUN = "f033", "run-2022"
LANGUAGES = ("zh_CN", "en")
FORMS = ("pdf", "docx", "xlsx")
Export = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def yunxi() -> District:
    return liantu.open(YUNXI)


@pytest.fixture
def export(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Export:
    def command(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["liantu", "export", str(YUNXI), *words])
        code: Any = 0
        try:
            main()
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        return int(code or 0), out + err

    return command


def written(export: Export, path: Path, *words: str) -> str:
    """The text of a paper, without blanks: where a line breaks is the form's affair."""
    code, said = export(*words, "--out", str(path))
    assert (code, said.strip()) == (0, str(path))
    text = READ[path.suffix[1:]](path.read_bytes())
    if path.suffix == ".docx":
        with ZipFile(path) as parts:  # heads and feet too
            text += "".join(
                parts.read(name).decode() for name in parts.namelist() if "header" in name or "footer" in name
            )
    return re.sub(r"\s", "", text)


def names(yunxi: District, language: str) -> dict[str, str]:
    told = yunxi.tables["firms"].select("id", "zh" if language == "zh_CN" else "en")
    return {key: re.sub(r"\s", "", name) for key, name in told.iter_rows()}


@in_one_language("form", FORMS)
def test_a_firms_sheet_holds_its_sum_and_no_other_firm(
    export: Export, yunxi: District, tmp_path: Path, form: str, language: str
) -> None:
    words = ("firm", "--firm", FIRM, "--scheme", SCHEME, "--year", "2023", "--lang", language)
    text = written(export, tmp_path / f"firm.{form}", *words)
    known = names(yunxi, language)
    assert known.pop(FIRM) in text
    assert [name for name in known.values() if name in text] == []
    # As it leaves the house: where a benchmark is another firm's value, points are rounded and the total with them.
    means = yunxi.score.disclosable_means(SCHEME, 2023)
    head = yunxi.for_purpose(Purpose.LEAVING).score.firm_sheet(FIRM, SCHEME, 2023, means).head
    assert f"{head['total']:.2f}" in text
    assert f"{head['rank']}/{head['of']}" in text
    for word in ("规上企业", "行业", "2023年") if language == "zh_CN" else ("Abovedesignatedsize", "Industry", "2023"):
        assert word in text


@in_one_language("form", FORMS)
def test_the_list_for_public_notice_holds_grades_alone(
    export: Export, yunxi: District, tmp_path: Path, form: str, language: str
) -> None:
    text = written(export, tmp_path / f"grades.{form}", "grades", "--run", RUN, "--lang", language)
    grades = yunxi.tables["grades"].filter(pl.col("evaluation") == RUN)
    known = names(yunxi, language)
    for firm in grades.drop_nulls("grade")["firm"]:
        assert known[firm] in text, firm
    assert known["f018"] not in text, "who has no grade is not on the list"
    # A figure with two decimals or more would be a total or a value of a return; the list has none.
    assert re.findall(r"\d+\.\d{2,}", text) == []
    returned = yunxi.tables["returns"].filter(pl.col("year") == "2022")["value"].drop_nulls()
    assert [value for value in returned if len(value) > 4 and value in text] == []
    # It says itself that it does not list them; nothing else speaks of them.
    rest = re.sub(r"不列指标数值、得分和位次|novalues,pointsorranks", "", text)
    assert [word for word in ("总分", "得分", "位次", "Total", "points", "Rank", "rank") if word in rest] == []


def test_the_grades_on_the_list_are_those_that_were_kept(export: Export, yunxi: District, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "grades.xlsx"
    written(export, path, "grades", "--run", RUN)
    rows = [row for row in load_workbook(path).worksheets[0].iter_rows(values_only=True) if isinstance(row[0], int)]
    grades = yunxi.tables["grades"].filter(pl.col("evaluation") == RUN).drop_nulls("grade")
    known = dict(yunxi.tables["firms"].select("zh", "id").iter_rows())
    assert {(known[row[1]], row[2], row[3]) for row in rows} == {*grades.select("firm", "group", "grade").iter_rows()}
    assert {len([cell for cell in row if cell is not None]) for row in rows} == {4}


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_year_is_the_last_one_unless_given(export: Export, tmp_path: Path, form: str) -> None:
    words = ("firm", "--firm", "f034", "--scheme", SCHEME)
    assert "2023年" in written(export, tmp_path / f"last.{form}", *words)
    assert "2022年" in written(export, tmp_path / f"given.{form}", *words, "--year", "2022")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("firm", "--firm", "none", "--scheme", SCHEME), "none"),
        (("firm", "--firm", FIRM, "--scheme", "none"), "yunxi-made-up"),
        (("firm", "--firm", FIRM, "--scheme", SCHEME, "--year", "1999"), "1999"),
        (("firm", "--firm", "f021", "--scheme", SCHEME, "--year", "2023"), "f021"),
        (("firm", "--firm", FIRM), "--scheme"),
        (("firm", "--scheme", SCHEME), "--firm"),
        (("grades",), "--run"),
        (("grades", "--run", "run-1999"), "run-1999"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_told_and_nothing_is_written(
    export: Export, tmp_path: Path, words: tuple[str, ...], told: str, language: str
) -> None:
    code, said = export(*words, "--lang", language, "--out", str(tmp_path / "paper.pdf"))
    assert code == 2
    assert told in said
    assert "Traceback" not in said
    assert [*tmp_path.iterdir()] == []


def test_another_form_is_refused(export: Export, tmp_path: Path) -> None:
    code, said = export("grades", "--run", RUN, "--out", str(tmp_path / "grades.txt"))
    assert code == 2
    assert ".docx" in said
    assert [*tmp_path.iterdir()] == []


def test_a_folder_is_of_things_as_they_stand(export: Export, tmp_path: Path) -> None:
    """A what-if would be left out of it without a word."""
    out = tmp_path / "out"
    code, text = export("folder", "--with", "firms:f001;zh=改名", "--out", str(out))
    assert (code, says("folder_of_a_scenario", text)) == (2, True)
    assert not out.exists()
