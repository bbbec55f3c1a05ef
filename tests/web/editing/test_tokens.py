"""A form's token is of the browser that asked: no page hands one to another, and what is sent without is told why."""

from __future__ import annotations

import pytest
from tests.examples import choose_cases
from tests.local_client import TestClient

from ..site import LANGUAGES, addresses
from .conftest import Writer

WRITING = ("/documents", "/import", "/history", "/drafts", "/difference", "/tables/firms/new", "/tables/firms/grid")
ROWS = ("/tables/firms/f001/edit", "/tables/firms/f001/delete", "/tables/firms/f001/history", "/score/runs")


def test_a_second_browser_keeps_a_run_from_the_page_it_was_given(made_up: Writer) -> None:
    other = Writer(TestClient(made_up.client.app, headers=made_up.client.headers), "Ben")
    made_up.page("/score")
    token = other.page("/score").xpath("//input[@name='token']/@value")
    assert token == [other.token]


@pytest.mark.hypothesis
def test_no_page_hands_out_the_token_of_another_browser(made_up: Writer) -> None:
    """The pages that write, and some of those that are read; in ``make fuzz`` one of every kind."""
    app = made_up.client.app
    asked = [keys[0] for keys in addresses(app, app.state.districts.loaded).values() if keys]
    other = Writer(TestClient(app, headers=made_up.client.headers), "Ben")
    found = []
    for address in (*choose_cases(asked, 20), *WRITING, *ROWS, "/project/project-1", "/what-if?w=firms:f001;zh=x"):
        made_up.client.get(address)
        if made_up.token in other.client.get(address).text:
            found.append(address)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_without_its_token_is_told_why(made_up: Writer, language: str) -> None:
    made_up.client.cookies.set("lang", language)
    answer = made_up.client.post("/score/keep", data={"token": "x", "person": "A"})
    assert answer.status_code == 403
    assert {"zh_CN": "请重新打开", "en": "Open the page again"}[language] in answer.text
    assert {"zh_CN": "无法测算", "en": "cannot be computed"}[language] not in answer.text
