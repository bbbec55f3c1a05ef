"""What stops when one stops is read in the house: no file of it, whoever asks, and days of stock in none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.local_client import TestClient

import liantu
from liantu.access import LOCAL_PERSON, Purpose, Reader
from liantu.cli import main
from liantu.model.problems import Problems
from liantu.web.core.app import create_app

YUNXI = Path(__file__).parents[2] / "districts" / "yunxi"


@pytest.fixture(scope="module")
def yunxi() -> liantu.District:
    return liantu.open(YUNXI)


@pytest.fixture(scope="module")
def client(yunxi: liantu.District) -> Iterator[TestClient]:
    with TestClient(create_app(yunxi)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("reader", "purpose"),
    [
        (LOCAL_PERSON, Purpose.LEAVING),
        (LOCAL_PERSON, Purpose.TO_ITS_GIVER),
        (Reader("guest", frozenset({"public"})), Purpose.ON_SCREEN),
        (Reader("guest", frozenset({"public"})), Purpose.LEAVING),
    ],
)
def test_the_answer_is_for_those_inside(yunxi: liantu.District, reader: Reader, purpose: Purpose) -> None:
    elsewhere = yunxi.for_purpose(purpose, reader)
    for question in (elsewhere.cluster.stop, elsewhere.cluster.stop_subjects, elsewhere.cluster.supply_links):
        with pytest.raises(Problems, match="stays_in_house"):
            question()


def test_stocks_leave_no_trace(yunxi: liantu.District, client: TestClient) -> None:
    assert yunxi.tables["stocks"].height == 7
    assert yunxi.for_purpose(Purpose.LEAVING).tables["stocks"].is_empty()
    stated = client.get("/tables/stocks.csv").text.splitlines()
    assert len(stated) == 1  # the heading


def test_purchases_leave_no_trace(yunxi: liantu.District, client: TestClient) -> None:
    assert yunxi.tables["purchases"].height
    assert yunxi.for_purpose(Purpose.LEAVING).tables["purchases"].is_empty()
    assert len(client.get("/tables/purchases.csv").text.splitlines()) == 1  # the heading


def test_the_page_is_marked_and_has_no_file(client: TestClient) -> None:
    page = client.get("/stop", params={"lang": "en"})
    assert page.status_code == 200
    assert "it goes into no CSV" in page.text
    assert 'href="/stop.csv' not in page.text
    for form in ("json", "csv", "xlsx", "data.xlsx"):
        refused = client.get(f"/stop.{form}", params={"lang": "zh_CN"})
        assert refused.status_code == 403
        assert "只供内部查看，不得带出" in refused.text
        assert "days_earliest" not in refused.text
        assert "JSON" not in refused.text


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_command_writes_no_file(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["liantu", "stop", str(YUNXI), "--format", form])
    with pytest.raises(SystemExit) as end:
        main()
    out, err = capsys.readouterr()
    assert (end.value.code, out) == (2, "")
    assert "不得带出" in err
