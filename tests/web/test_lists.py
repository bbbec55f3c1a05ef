"""Every list can be narrowed and the view of it saved, on whatever page it stands; see also ``test_every_page``."""

from __future__ import annotations

import pytest
from lxml import html as markup
from tests.local_client import TestClient


def test_a_facet_narrows_page_and_file_alike(made_up: TestClient) -> None:
    whole = made_up.get("/targets.json").json()["targets"]
    verdicts = {row["verdict"] for row in whole}
    assert len(verdicts) > 1
    for verdict in verdicts:
        expected = [row["target"] for row in whole if row["verdict"] == verdict]
        found = made_up.get("/targets.json", params={"has.verdict": verdict}).json()["targets"]
        assert [row["target"] for row in found] == expected
        page = markup.fromstring(made_up.get("/targets", params={"has.verdict": verdict}).text)
        assert len(page.xpath("//table[@id='targets']/tbody/tr")) == len(expected)
        assert page.xpath("//p[@class='narrowed']")


def test_two_tables_under_one_bar_are_narrowed_apart(made_up: TestClient) -> None:
    def count(address: str) -> list[int]:
        page = markup.fromstring(made_up.get(address).text)
        return [len(page.xpath(f"//table[@id='{name}']/tbody/tr")) for name in ("rules", "prerequisites")]

    rules, waits = count("/approvals/filed-industrial")
    fewer, same = count("/approvals/filed-industrial?has.applies=yes")
    assert 0 < fewer < rules
    assert same == waits
    page = markup.fromstring(made_up.get("/approvals/filed-industrial?has.applies=yes&has.why=legal").text)
    (whole,) = page.xpath("//p[@class='narrowed']/a/@href")
    assert "has." not in str(whole)
    assert count("/approvals/filed-industrial?has.applies=yes&has.why=legal")[1] < waits


@pytest.mark.parametrize(
    ("page", "name", "facet"),
    [
        *(("/dependence", "claims", "product"), ("/dependence", "criteria", "state")),
        *(("/stop", "links", "product"), ("/clusters/regions", "regions", "complexity")),
        *(("/siting", "prices", "siting_place"), ("/siting", "open", "asked_item")),
        *(("/ledgers", "challenges", "step"), ("/ledgers", "platforms", "platform")),
        ("/indices", "steps", "state"),
        *(("/registers", "makers", "sellers"), ("/candidates/names", "characters", "likeness")),
    ],
)
def test_every_table_of_a_page_has_a_facet_that_narrows_it(
    made_up: TestClient, page: str, name: str, facet: str
) -> None:
    whole = markup.fromstring(made_up.get(page).text)
    rows = len(whole.xpath(f"//table[@id='{name}']/tbody/tr"))
    links = whole.xpath(f"//div[contains(@class, 'facets')]//a[contains(@href, 'has.{facet}=')]/@href")
    found = [markup.fromstring(made_up.get(str(link)).text) for link in links[:2]]
    counts = [len(narrowed.xpath(f"//table[@id='{name}']/tbody/tr")) for narrowed in found]
    assert counts
    assert all(0 < count < rows for count in counts)


def test_a_list_of_one_thing_leads_to_its_rows(made_up: TestClient) -> None:
    page = markup.fromstring(made_up.get("/place/yunxi").text)
    (onward,) = [to for to in page.xpath("//p[contains(@class, 'onward')]/a/@href") if "/observations" in to]
    shown = len(page.xpath("//table[@id='observations']/tbody/tr"))
    assert (
        len(
            made_up.get(str(onward).replace("/tables/observations", "/tables/observations.json")).json()["observations"]
        )
        == shown
    )


@pytest.mark.parametrize(
    "asked",
    [
        *("/targets?has.verdict=x", "/forecasts?has.method=x&has.subject=x", "/figures?has.standing=x"),
        *("/clusters/concentration?has.state=x", "/coupling?has.seller=x&has.needs=x", "/stop?has.direction=x"),
        "/dependence?has.group=x&has.measure=x",
        *("/green?has.status=x&has.evidence=x", "/parks?has.place=x", "/projects/gantt?has.kind=x&has.stage=x"),
        *("/approvals?has.applies=x&has.why=x&has.authority=x", "/schedule?has.critical=x&has.authority=x"),
        *("/dispatch?has.course=x", "/tables?has.part=x&has.filled=x", "/clusters/regions?has.present=x"),
        *("/siting?has.item=x&has.asked_place=x", "/registers?has.sellers=x", "/candidates/names?has.likeness=x"),
        *("/score/notice/run-2021?has.group=x&has.grade=x", "/score/run/run-2021?has.stable=x"),
        *("/score/difference?has.causes=x", "/score/scheme/yunxi-made-up?has.status=x", "/chain/batteries?has.grade=x"),
    ],
)
def test_a_value_that_no_row_has_is_told_and_leads_back(made_up: TestClient, asked: str) -> None:
    answer = made_up.get(asked)
    assert answer.status_code == 200, asked
    (back,) = markup.fromstring(answer.text).xpath("//p[@class='narrowed']/a/@href")
    assert "has." not in str(back)
