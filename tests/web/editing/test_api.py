"""What programs send: changes, undoing, files; and what of it is refused."""

from __future__ import annotations

import pytest
from tests.local_client import TestClient

from .conftest import Writer

ROWS = [{"table": "capacities", "key": "rept-cell", "fields": {"amount": "31"}}]
BYTES = {"content-type": "application/octet-stream"}
CSV = "编号,年产能,单位\nrept-cell,32,GWh\n".encode()


@pytest.fixture
def program(served: TestClient) -> TestClient:
    """A program: no cookie, no page of ours."""
    return TestClient(served.app)


def codes(answer: object) -> list[str]:
    return [problem["code"] for problem in answer.json()["problems"]]


def test_a_change_and_its_undoing(program: TestClient) -> None:
    made = program.post("/api/changes", json={"author": "robot", "reason": "r", "base": 1, "rows": ROWS})
    assert (made.status_code, made.json()) == (201, {"number": 2, "address": "/history/2"})
    late = program.post("/api/changes", json={"author": "robot", "base": 1, "rows": ROWS})
    assert (late.status_code, codes(late)) == (409, ["conflict"])
    again = [{**ROWS[0], "fields": {"amount": "33"}}]
    assert program.post("/api/changes", json={"author": "robot", "rows": again}).json()["number"] == 3
    rests = program.post("/api/changes/2/undo", json={"author": "robot"})
    assert (rests.status_code, codes(rests)) == (409, ["rested_on"])
    for number in (3, 2):
        assert program.post(f"/api/changes/{number}/undo", json={"author": "robot"}).status_code == 201
    row = next(r for r in program.get("/tables/capacities.json").json()["capacities"] if r["id"] == "rept-cell")
    assert row["amount"] == "30"


def test_so_many_rows_that_cannot_be_read_are_told_and_no_more(program: TestClient) -> None:
    refused = program.post("/api/changes", json={"author": "robot", "rows": [{}] * 20_000})
    assert (refused.status_code, codes(refused)) == (422, ["bad_change"] * 1_000)


@pytest.mark.parametrize(
    ("sent", "name", "nearest"),
    [
        ({"bsae": 0, "rows": ROWS}, "bsae", "(base?)"),
        ({"rows": [{"table": "capacities", "key": "rept-cell", "field": {"amount": "31"}}]}, "field", "(fields?)"),
        ({"rows": [{**ROWS[0], "opration": "delete"}]}, "opration", "(operation?)"),
    ],
)
def test_a_member_that_nobody_reads_is_refused(
    program: TestClient, sent: dict[str, object], name: str, nearest: str
) -> None:
    """A misspelt base guarded nothing against what others wrote; fields of another name wrote nothing."""
    refused = program.post("/api/changes?lang=en", json={"author": "robot", **sent})
    assert (refused.status_code, codes(refused)) == (422, ["unknown_member"])
    (problem,) = refused.json()["problems"]
    assert problem["column"] == name
    assert nearest in problem["message"]


@pytest.mark.parametrize("key", [None, "", " "])
def test_a_row_is_not_left_without_its_key(program: TestClient, key: str | None) -> None:
    """Rows refer to the firm; what they look for among the others has nothing to be near to."""
    rows = [{"table": "firms", "key": "rept", "fields": {"id": key}}]
    refused = program.post("/api/changes", json={"author": "robot", "rows": rows})
    assert refused.status_code == 422
    assert {"required", "dangling"} <= set(codes(refused))


def test_a_file_is_looked_at_then_written(writer: Writer, program: TestClient) -> None:
    asked = {"name": "产能.csv", "author": "robot"}
    looked = writer.client.post("/api/imports", params=asked, content=CSV, headers=BYTES)
    assert looked.status_code == 202, looked.text
    seen = program.get(looked.json()["address"] + ".json").json()
    assert (seen["state"], seen["result"]["counts"]["capacities"]["changed"]) == ("done", 1)
    assert writer.row("capacities", "rept-cell")["amount"] == "30"
    address = f"/api/imports/{looked.json()['id']}"
    written = program.post(address, json={"author": "robot", "reason": "weekly"})
    done = program.get(written.json()["address"] + ".json").json()
    assert (done["state"], done["result"]["number"]) == ("done", 2)
    change = program.get("/history/2.json").json()["change"]
    assert (change["author"], change["kind"], change["reason"]) == ("robot", "import", "weekly")


def test_a_file_with_problems_is_not_written(writer: Writer, program: TestClient) -> None:
    looked = writer.client.post(
        "/api/imports?name=a.csv&author=robot", content=CSV.replace(b"32", b"lots"), headers=BYTES
    )
    refused = program.post(f"/api/imports/{looked.json()['id']}", json={"author": "robot"})
    assert (refused.status_code, codes(refused)) == (422, ["text_number"])
    assert program.post("/api/imports/none", json={"author": "robot"}).status_code == 422


def test_what_is_no_change_is_refused(program: TestClient) -> None:
    assert codes(program.post("/api/changes", json={"rows": ROWS})) == ["no_person"]
    assert program.post("/api/changes", json=[1]).status_code == 422
    json = {"content-type": "application/json"}
    assert program.post("/api/changes", content=b"\xff{", headers=json).status_code == 422
    assert program.post("/api/changes", data={"a": "b"}).status_code == 403
    assert program.post("/api/changes", content=b"{}", headers=BYTES).status_code == 415


def test_a_file_too_large_is_not_read(program: TestClient) -> None:
    told = {**BYTES, "content-length": "60000000"}
    assert codes(program.post("/api/imports?name=a.csv&author=robot", content=b"a", headers=told)) == ["too_large"]


@pytest.mark.parametrize("address", ["/api/changes", "/api/changes/1/undo", "/api/imports", "/api/imports/a"])
def test_other_sites_cannot_send(program: TestClient, address: str) -> None:
    for kind in ("application/json", "application/octet-stream"):
        for head in ({"origin": "https://a.example"}, {"sec-fetch-site": "cross-site"}):
            assert program.post(address, content=b"{}", headers={"content-type": kind, **head}).status_code == 403
