"""One row of each class in every form: what may be seen depends on the purpose, never on the form of the answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from tests.exchange.paper.test_paper import READ
from tests.local_client import TestClient

from liantu.access import CLASSES, LOCAL_PERSON, Purpose, Reader, permitted_classes
from liantu.district import open_district
from liantu.exchange.folder.district_folder import read_folder
from liantu.library.shipped_tables import load_library
from liantu.model.tables import Tables, conform_frame
from liantu.store.commit import ChangeEntry
from liantu.store.document_files import hash_content, store_document
from liantu.store.workspace import Workspace
from liantu.web.core.app import create_app

ORCHARD = Path(__file__).parents[1] / "districts" / "orchard"
#: Values by the channel they came through; the one of the list that nobody has stated last.
CHANNELS = {"tax": True, "statistics": False, "firm": False, None: False}
LEAVES = {"public": True, "internal": True, "statistical": False, "secret": False}
ON_SCREEN = ("/tables/firms", "/tables/firms.html", "/tables/firms.json", "/ask.json")
LEAVING = ("/tables/firms.csv", "/ask.csv", "/import/template.xlsx?table=firms&filled=yes")
PAPERS = ("pdf", "docx", "xlsx")


def firm(klass: str) -> str:
    return f"confided-{klass}"


def paper(klass: str) -> bytes:
    return f"letter of {firm(klass)}".encode()


def _with_rows(given: Tables) -> Tables:
    """A firm, a plant, a capacity and a document of each class, and a return of each channel."""
    shared = {"basis": "stated"}
    rows: dict[str, list[dict[str, str | None]]] = {name: [] for name in ("sources", "documents", "firms", "plants")}
    rows |= {"capacities": [], "events": [], "returns": []}
    for klass in CLASSES:
        cited = {**shared, "source": f"s-{klass}"}
        sha256 = hash_content(paper(klass))
        rows["documents"].append({"sha256": sha256, "file": f"{klass}.txt", "media_type": "text/plain"})
        rows["sources"].append(
            {"id": f"s-{klass}", "kind": "firm", "zh": klass, "class": klass, "document": sha256, "published": "2023"}
        )
        rows["firms"].append({"id": firm(klass), "zh": firm(klass), "kind": "firm", **cited})
        rows["plants"].append({"id": f"p-{klass}", "zh": f"p-{klass}", "firm": firm(klass), "place": "here", **cited})
        rows["capacities"].append(
            {"id": f"c-{klass}", "plant": f"p-{klass}", "product": "juice", "amount": "1000", "unit": "吨/年", **cited}
        )
        rows["events"].append(
            {"id": f"e-{klass}", "capacity": f"c-{klass}", "stage": "operating", "period": "2020", **cited}
        )
    for at, channel in enumerate(CHANNELS):
        value = {"firm": "sweet", "year": str(2020 + at), "item": "tax", "value": f"777{at}", "unit": "万元"}
        rows["returns"].append({**value, "channel": channel, "basis": "ours"})
    frames = {
        name: pl.concat(
            [given[name], conform_frame(name, pl.DataFrame(added, infer_schema_length=None)).cast(pl.String)]
        )
        for name, added in rows.items()
    }
    return given.replace(**frames)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    tables, _ = read_folder(ORCHARD, beneath=load_library())
    file = tmp_path_factory.mktemp("gate") / "o.db"
    workspace = Workspace.create(file, _with_rows(tables), load_library(), ChangeEntry("test", "init"))
    for klass in CLASSES:
        store_document(workspace.engine, paper(klass), f"{klass}.txt", "test")
    workspace.engine.dispose()
    return str(file)


@pytest.fixture(scope="module")
def client(place: str) -> Iterator[TestClient]:
    with TestClient(create_app(place), headers={"Accept-Encoding": "identity"}) as opened:
        yield opened


@pytest.mark.parametrize("klass", CLASSES)
def test_a_row_of_any_class_is_read_on_screen(client: TestClient, klass: str) -> None:
    for address in ON_SCREEN:
        assert firm(klass) in client.get(address).text, address
    assert client.get(f"/documents/{hash_content(paper(klass))}").status_code == 200


@pytest.mark.parametrize("klass", CLASSES)
def test_a_row_is_carried_away_by_its_class_in_no_form_otherwise(client: TestClient, klass: str) -> None:
    for address in LEAVING[:2]:
        assert (firm(klass) in client.get(address).text) is LEAVES[klass], address
    for address in ("/tables/firms.xlsx", "/ask.xlsx", LEAVING[2]):
        assert (firm(klass) in READ["xlsx"](client.get(address).content)) is LEAVES[klass], address


@pytest.mark.parametrize("klass", CLASSES)
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_paper_holds_what_may_be_passed_on(client: TestClient, form: str, klass: str) -> None:
    answer = client.get(f"/paper/survey.{form}")
    assert answer.status_code == 200
    text = "".join(READ[form](answer.content).split())
    assert (firm(klass) in text) is LEAVES[klass]


@pytest.mark.parametrize("klass", CLASSES)
def test_a_survey_form_is_made_of_what_may_be_passed_on(client: TestClient, klass: str) -> None:
    answer = client.get(f"/paper/survey.xlsx?firm={firm(klass)}")
    assert answer.status_code == (200 if LEAVES[klass] else 404)


@pytest.mark.parametrize("klass", CLASSES)
def test_a_document_is_handed_out_by_the_class_of_its_source(client: TestClient, klass: str) -> None:
    answer = client.get(f"/documents/{hash_content(paper(klass))}/file?lang=en")
    assert (answer.content == paper(klass)) is LEAVES[klass]
    assert LEAVES[klass] or "not handed out" in answer.text


@pytest.mark.parametrize("known_at", ["", "2100-01-01"])
def test_an_earlier_moment_gives_no_more_away(client: TestClient, known_at: str) -> None:
    told = client.get(f"/ask.csv?known_at={known_at}").text
    assert {klass for klass in CLASSES if firm(klass) in told} == {"public", "internal"}


def test_a_value_is_carried_away_by_its_channel(client: TestClient) -> None:
    sheets = {form: client.get(f"/tables/returns.{form}") for form in ("html", "json", "csv", "xlsx")}
    for at, leaves in enumerate(CHANNELS.values()):
        assert f"777{at}" in sheets["html"].text
        assert f"777{at}" in sheets["json"].text
        assert (f"777{at}" in sheets["csv"].text) is leaves
        assert (f"777{at}" in READ["xlsx"](sheets["xlsx"].content)) is leaves


def test_an_answer_carries_the_strictest_class_of_what_it_rests_on(client: TestClient, place: str) -> None:
    assert client.get("/ask.json").json()["class"] == "secret"
    answer = client.get("/ask.csv?lang=en")
    assert "-internal" in answer.headers["content-disposition"]
    assert "Class: internal" in READ["xlsx"](client.get("/ask.xlsx?lang=en").content)
    district = open_district(place)
    assert district.strictest_class == "secret"
    assert district.for_purpose(Purpose.LEAVING).strictest_class == "internal"
    assert open_district(ORCHARD).strictest_class == "public"


@pytest.mark.parametrize("purpose", Purpose)
def test_a_reader_sees_no_class_that_is_not_open_to_them(place: str, purpose: Purpose) -> None:
    guest = Reader("guest", frozenset({"public"}))
    tables = open_district(place).for_purpose(purpose, guest).tables
    names = set(tables["firms"]["id"])
    assert (firm("public") in names, firm("internal") in names) == (True, False)
    # The value of a return is an internal field of a row that is public by its channel.
    assert tables["returns"].height == 1
    assert tables["returns"]["value"].to_list() == [None]
    assert not open_district(place).tables["returns"]["value"].null_count()


def test_the_reader_at_the_machine_may_all_and_passes_on_two_classes() -> None:
    assert permitted_classes(LOCAL_PERSON, Purpose.ON_SCREEN) == set(CLASSES)
    assert permitted_classes(LOCAL_PERSON, Purpose.LEAVING) == {"public", "internal"}


def test_another_view_of_a_district_that_leaves_stays_without_what_may_not(place: str) -> None:
    leaving = open_district(place).for_purpose(Purpose.LEAVING)
    assert leaving.withheld == 2 * 4 + 3
    for other in (leaving.latest(), leaving.at(known_at=leaving.as_of), leaving.for_purpose(Purpose.LEAVING)):
        assert firm("secret") not in other.tables["firms"]["id"]
