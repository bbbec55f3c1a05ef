"""A secret row that has been deleted since: no earlier moment gives it away, whichever view is asked first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.local_client import TestClient
from tests.workspaces import ROOT, copy_workspace

from liantu.access import LOCAL_PERSON, Purpose, Reader
from liantu.district import District, open_district
from liantu.model.change import Change
from liantu.web.core.app import create_app

#: The change that brought the secret capacity, and a day on which it was there.
SECRET_NUMBER, SECRET_DAY = 2, date(2020, 1, 2)
GUEST = Reader("guest", frozenset({"public"}))
BRINGING = (
    "+sources:confided;zh=密;kind=firm;class=secret",
    "+plants:hidden;zh=密;firm=sweet;place=here;basis=stated;source=confided",
    "+capacities:hidden-1;plant=hidden;product=juice;amount=7777;unit=吨/年;basis=stated;source=confided",
)
DELETING = ("-capacities:hidden-1", "-plants:hidden", "-sources:confided")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = copy_workspace("orchard", tmp_path_factory.mktemp("moments"))
    district = open_district(file)
    assert district.history.commit(Change.from_query(BRINGING), "ann") == SECRET_NUMBER
    with district.require_workspace().engine.begin() as connection:
        connection.execute(text("update liantu_changes set made = '2020-01-01T00:00:00.000000+00:00'"))
    district.latest().history.commit(Change.from_query(DELETING), "ann")
    return file


def has_secret(view: District) -> bool:
    return "hidden-1" in view.tables["capacities"]["id"]


@pytest.mark.parametrize("leaving_first", [True, False])
def test_a_moment_after_a_change_is_seen_for_the_purpose_that_asks(place: Path, leaving_first: bool) -> None:
    on_screen = open_district(place)
    leaving = on_screen.for_purpose(Purpose.LEAVING)
    assert leaving.withheld == 0
    views = [leaving, on_screen] if leaving_first else [on_screen, leaving]
    for view in views:
        moment = view.after_change(SECRET_NUMBER)
        assert moment.purpose is view.purpose
        assert has_secret(moment) is (view is on_screen)


@pytest.mark.parametrize("leaving_first", [True, False])
def test_the_tables_of_a_day_are_those_of_the_purpose_that_asks(place: Path, leaving_first: bool) -> None:
    on_screen = open_district(place).at(known_at=SECRET_DAY)
    leaving = on_screen.for_purpose(Purpose.LEAVING)
    views = [leaving, on_screen] if leaving_first else [on_screen, leaving]
    for view in views:
        assert has_secret(view) is (view is on_screen)


@pytest.mark.parametrize("leaving_first", [True, False])
@pytest.mark.parametrize("address", ["/balance", "/product/juice", "/account/juice"])
def test_a_file_of_a_day_does_not_tell_of_it(place: Path, address: str, leaving_first: bool) -> None:
    with TestClient(create_app(str(place))) as client:
        page, file = (f"{address}{form}?known_at={SECRET_DAY}" for form in ("", ".csv"))
        present = client.get(f"{address}.csv").text
        answers = {form: client.get(form).text for form in ([file, page] if leaving_first else [page, file])}
    # Without the secret capacity the district of that day is the one of today.
    assert answers[file].splitlines()[0] == present.splitlines()[0]
    assert "hidden-1" not in answers[file]
    assert "7777" not in answers[file]
    assert sorted(answers[file].splitlines()) == sorted(present.splitlines())


def test_a_moment_is_seen_by_the_reader_who_asks(place: Path) -> None:
    district = open_district(place)
    assert has_secret(district.after_change(SECRET_NUMBER))
    moment = district.for_purpose(Purpose.ON_SCREEN, GUEST).after_change(SECRET_NUMBER)
    assert (moment.reader, has_secret(moment)) == (GUEST, False)


@pytest.mark.parametrize("purpose", Purpose)
def test_another_purpose_is_that_of_the_same_reader(purpose: Purpose) -> None:
    guest = open_district(ROOT / "tests" / "districts" / "orchard").for_purpose(Purpose.ON_SCREEN, GUEST)
    assert guest.for_purpose(purpose).reader == GUEST
    assert guest.for_purpose(purpose, LOCAL_PERSON).reader == LOCAL_PERSON


@pytest.fixture
def confided_since(tmp_path: Path) -> District:
    """A workspace with a capacity of a source that was public, and was made secret since."""
    district = open_district(copy_workspace("orchard", tmp_path))
    district.history.commit(Change.from_query([BRINGING[0].replace("secret", "public"), *BRINGING[1:]]), "ann")
    district.latest().history.commit(Change.from_query(["sources:confided;class=secret"]), "ann")
    return open_district(str(tmp_path / "orchard.db"))


def test_a_source_made_secret_since_is_so_in_the_past(confided_since: District) -> None:
    assert has_secret(confided_since.after_change(SECRET_NUMBER))
    leaving = confided_since.for_purpose(Purpose.LEAVING)
    assert leaving.withheld
    assert not has_secret(leaving.after_change(SECRET_NUMBER))
    assert not has_secret(confided_since.after_change(SECRET_NUMBER).for_purpose(Purpose.LEAVING))


def test_the_versions_of_what_a_source_that_is_gone_said_are_closed(place: Path) -> None:
    on_screen = open_district(place)
    leaving = on_screen.for_purpose(Purpose.LEAVING)
    assert on_screen.history.versions("capacities", "hidden-1").height
    assert leaving.history.versions("capacities", "hidden-1").is_empty()
    tables = ["capacities", "plants"]
    assert {row.key for row in on_screen.history.compare(tables, 1, SECRET_NUMBER).rows} == {"hidden-1", "hidden"}
    assert leaving.history.compare(tables, 1, SECRET_NUMBER).rows == []
