"""A page may be shown for a moment as it stood before an edit: not to whoever made it, nor what was closed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from fastapi import FastAPI
from starlette.responses import Response
from tests.local_client import TestClient
from tests.workspaces import copy_workspace

from liantu.district import open_district, recent_changes
from liantu.district.recent_views import RecentViews
from liantu.model.change import Change
from liantu.web.core.app import create_app
from liantu.web.core.page_answers import PageAnswers, find_answers

NOTE = "plants:{plant};note=seen by somebody"


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(copy_workspace("orchard", tmp_path_factory.mktemp("answers")))


@pytest.fixture
def reader(application: FastAPI, tmp_path: Path) -> Iterator[TestClient]:
    """A browser; nothing is made anew in the background, so that what is shown is known."""
    application.state.districts = RecentViews(open_district(copy_workspace("orchard", tmp_path)))
    answers = find_answers(application)
    answers.close()
    with TestClient(application, headers={"Accept-Encoding": "identity"}) as client:
        yield client


def _plant(client: TestClient) -> str:
    return str(client.app.state.districts.loaded.tables["plants"]["id"][0])


def _write(client: TestClient, line: str, author: str = "Anna") -> None:
    client.app.state.districts.loaded.history.commit(Change.from_query([line]), author)


def _shown_change(client: TestClient, address: str, **cookies: str) -> int:
    answer = client.get(
        address, params={"lang": "en"}, headers={"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
    )
    assert answer.status_code == 200
    return int(answer.text.split("after change ")[1].split()[0])


def test_others_see_the_page_of_before_with_its_change(reader: TestClient) -> None:
    address = f"/plant/{_plant(reader)}"
    assert _shown_change(reader, address, person="Ben") == 1
    _write(reader, NOTE.format(plant=_plant(reader)))
    assert _shown_change(reader, address, person="Ben") == 1


def test_whoever_wrote_sees_his_edit(reader: TestClient) -> None:
    address = f"/plant/{_plant(reader)}"
    assert _shown_change(reader, address, person="Ben") == 1
    _write(reader, NOTE.format(plant=_plant(reader)))
    assert _shown_change(reader, address, person="Anna") == 2


def test_the_browser_that_sent_something_sees_all_that_was_kept_by_then(reader: TestClient) -> None:
    address = f"/plant/{_plant(reader)}"
    assert _shown_change(reader, address, token="hers") == 1
    row = {"table": "plants", "key": _plant(reader), "operation": "update", "fields": {"note": "seen"}}
    sent = {"author": "somebody else", "rows": [row]}
    assert reader.post("/api/changes", json=sent, headers={"Cookie": "token=hers"}).status_code == 201
    assert _shown_change(reader, address, token="his") == 1
    assert _shown_change(reader, address, token="hers") == 2


@pytest.mark.parametrize(
    "edit", ["sources:{source};class=internal", "loads:{load};source=;basis=ours", "-loads:{load}"]
)
def test_what_was_closed_is_shown_to_nobody(reader: TestClient, edit: str) -> None:
    """A source of another class, a row that rests on another source, a row taken away."""
    address = f"/plant/{_plant(reader)}"
    tables = reader.app.state.districts.loaded.tables
    load = "/".join(tables["loads"].select("plant", "period").row(0))
    assert _shown_change(reader, address, person="Ben") == 1
    _write(reader, edit.format(source=tables["sources"]["id"][-1], load=load))
    assert _shown_change(reader, address, person="Ben") == 2


def test_after_its_time_nobody_is_shown_it(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"/plant/{_plant(reader)}"
    assert _shown_change(reader, address, person="Ben") == 1
    _write(reader, NOTE.format(plant=_plant(reader)))
    assert _shown_change(reader, address, person="Ben") == 1
    monkeypatch.setattr(recent_changes, "PATIENCE", 0.0)
    assert _shown_change(reader, address, person="Ben") == 2


def test_data_and_files_are_never_of_before(reader: TestClient) -> None:
    stem = "/tables/plants"
    for form in ("json", "csv"):
        assert "seen by somebody" not in reader.get(f"{stem}.{form}").text
    _write(reader, NOTE.format(plant=_plant(reader)))
    for form in ("json", "csv"):
        assert "seen by somebody" in reader.get(f"{stem}.{form}").text


def test_one_computation_serves_all_who_wait(reader: TestClient) -> None:
    answers = PageAnswers(reader.app.state.districts)
    began, go_on, made = Event(), Event(), []

    def make() -> tuple[Response, bool]:
        began.set()
        assert go_on.wait(10)
        made.append(1)
        return Response("page"), True

    found: list[Response] = []
    threads = [Thread(target=lambda: found.append(answers.answer("key", set(), make, True))) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert began.wait(10)
    go_on.set()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert [bytes(response.body) for response in found] == [b"page"] * 4


def test_the_next_page_is_made_in_the_background(reader: TestClient) -> None:
    answers = PageAnswers(reader.app.state.districts)
    done = Event()

    def page(text: str, then: Callable[[], object] = lambda: None) -> Callable[[], tuple[Response, bool]]:
        def make() -> tuple[Response, bool]:
            then()
            return Response(text), True

        return make

    assert bytes(answers.answer("key", set(), page("before"), True).body) == b"before"
    _write(reader, NOTE.format(plant=_plant(reader)))
    reader.app.state.districts.follow()
    assert bytes(answers.answer("key", set(), page("after", done.set), True).body) == b"before"
    assert done.wait(10)
    answers.close()
    assert bytes(answers.answer("key", set(), page("never"), False).body) == b"after"


def test_a_page_made_for_one_browser_bears_the_name_and_token_of_each(reader: TestClient) -> None:
    address = "/what-if?lang=en&w=plants:" + _plant(reader) + ";zh=x"
    for token, person in (("one", "Ben &amp; Co"), ("two", "Clara")):
        text = reader.get(
            address, headers={"Cookie": f"token={token}; person={person.replace('&amp;', '%26').replace(' ', '%20')}"}
        ).text
        assert f'name="token" value="{token}"' in text
        assert person in text
        assert "\ue000" not in text
