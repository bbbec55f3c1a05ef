"""Figures on a dependence are read on screens of the house: no file has them, whatever table or page it is made of."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from tests.local_client import TestClient
from tests.workspaces import copy_workspace, hand_on_results

import liantu
from liantu.access import LOCAL_PERSON, Purpose, Reader
from liantu.cli import main
from liantu.cli.commands.papers import _write_folder
from liantu.district.incoming_files import count_changes, read_incoming_folder
from liantu.innovate.dependence.dependence_claims import MEASURES
from liantu.model import schema
from liantu.model.change import Change
from liantu.web.core.app import create_app

YUNXI = Path(__file__).parents[2] / "districts" / "yunxi"
#: Rows of the made-up district that say something of a dependence.
SAID = ("pvdf-import-hhi", "pvdf-imports-over-exports", "sbr-makers-world")
FILES = (
    *("/tables/observations.csv", "/tables/observations.xlsx", "/tables/observations.data.xlsx"),
    *("/tables/observations.json", "/figures.json", "/figures.csv", "/figures.xlsx", "/figures.data.xlsx"),
    *("/figures/sdmx.csv", "/forecasts.json", "/import/template.xlsx?table=observations&filled=yes"),
)


@pytest.fixture(scope="module")
def yunxi() -> liantu.District:
    return hand_on_results(liantu.open(YUNXI))


@pytest.fixture(scope="module")
def client(yunxi: liantu.District) -> Iterator[TestClient]:
    with TestClient(create_app(yunxi)) as opened:
        yield opened


def _read(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "".join(file.read(name).decode("utf-8") for name in file.namelist() if name.endswith(".xml"))


def test_kinds_of_the_group_are_what_the_engine_reads() -> None:
    kinds = schema.read_codelist("indicator_kind")
    assert {code for code, kind in kinds.items() if kind.group == "dependence"} == set(MEASURES)


@pytest.mark.parametrize(
    ("reader", "purpose"),
    [
        (LOCAL_PERSON, Purpose.LEAVING),
        (LOCAL_PERSON, Purpose.TO_ITS_GIVER),
        (Reader("guest", frozenset({"public"})), Purpose.ON_SCREEN),
    ],
)
def test_no_view_but_that_of_the_house_has_them(yunxi: liantu.District, reader: Reader, purpose: Purpose) -> None:
    stated, told = (district.tables["observations"] for district in (yunxi, yunxi.for_purpose(purpose, reader)))
    kinds = yunxi.tables["indicators"].select(indicator="id", kind="kind")
    figures = stated.join(kinds, on="indicator").filter(pl.col("kind").is_in(MEASURES))
    assert (stated.height, figures.height) == (stated.height, stated.height - told.height)
    assert figures.height >= 30
    assert set(told["id"]).isdisjoint(figures["id"])


@pytest.mark.parametrize("path", FILES)
def test_no_file_of_figures_has_them(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"lang": "en"} if "?" not in path else None)
    assert answer.status_code == 200
    text = _read(answer.content)
    assert [word for word in SAID if word in text] == []
    # A template names the indicators that one may choose; no other file has any.
    assert "import-price" not in text or "template" in path
    assert len(text) > 200


def test_its_screen_has_them(client: TestClient) -> None:
    assert "0.46" in client.get("/tables/observations", params={"f.subject": "pvdf", "lang": "en"}).text


@pytest.mark.parametrize("form", ["csv", "json", "sdmx"])
def test_the_command_writes_none(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["liantu", "figures", str(YUNXI), "--format", form])
    with pytest.raises(SystemExit):
        main()
    out = capsys.readouterr().out
    assert "import-hhi" not in out
    assert len(out) > 200


def test_a_supposed_figure_goes_with_its_row(yunxi: liantu.District) -> None:
    key = "f047-research"
    change = Change.from_query(["observations:pvdf-import-hhi;value=0.99", f"observations:{key};note=x"])
    told = yunxi.what_if(change).for_purpose(Purpose.LEAVING)
    assert [row.key for row in told.supposed.rows] == [key]


def test_an_exported_folder_lacks_them_and_deletes_none(tmp_path: Path) -> None:
    district = liantu.open(copy_workspace("yunxi", tmp_path))
    assert district.history.versions("observations", "pvdf-import-hhi").height == 1
    assert district.for_purpose(Purpose.LEAVING).history.versions("observations", "pvdf-import-hhi").is_empty()
    folder = tmp_path / "out"
    _write_folder(district, folder, "en", None)
    assert "pvdf" not in (folder / "observations.csv").read_text("utf-8")
    workspace = district.latest().require_workspace()
    found = read_incoming_folder(workspace, folder, workspace.tables(), replace=True)
    assert count_changes(workspace.tables(), found).get("observations", {"deleted": 0})["deleted"] == 0
