"""Every address passes the gate, and the OpenAPI document names every address."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.datastructures import QueryParams
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute
from tests.local_client import TestClient
from tests.web.site import ROOT

import liantu
from liantu.access import Purpose
from liantu.web.core.app import create_app
from liantu.web.core.gate import GatedRoute

#: What says nothing of a district: files of ours that every page loads, and the description of the addresses.
NO_DISTRICT = {"/static", "/openapi.json"}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(liantu.open(ROOT / "districts" / "yunxi"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def app(client: TestClient) -> FastAPI:
    assert isinstance(client.app, FastAPI)
    return client.app


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/openapi.json").json()
    return answer


def unguarded(routes: list[BaseRoute]) -> set[str]:
    return {
        path
        for one in routes
        if not isinstance(one, GatedRoute) and (path := getattr(one, "path", "?")) not in NO_DISTRICT
    }


def test_every_address_passes_the_gate(app: FastAPI) -> None:
    assert len(app.routes) > 300
    assert not unguarded(app.routes)


def test_an_address_beside_the_gate_is_found(app: FastAPI) -> None:
    beside = APIRoute("/secret.csv", lambda: PlainTextResponse("told"))
    assert unguarded([*app.routes, beside]) == {"/secret.csv"}


def test_an_address_is_for_what_its_form_serves(app: FastAPI) -> None:
    by_suffix = {".json": Purpose.ON_SCREEN, ".html": Purpose.ON_SCREEN, ".csv": Purpose.LEAVING}
    gated = [one for one in app.routes if isinstance(one, GatedRoute)]
    for suffix, purpose in by_suffix.items():
        assert {one.purpose for one in gated if one.path.endswith(suffix)} == {purpose}
    special = {one.path: one.purpose for one in gated}
    assert special["/paper/{kind}.{form}"] is special["/documents/{sha256}/file"] is Purpose.LEAVING
    assert special["/import/template.xlsx"] is special["/score.xlsx"] is Purpose.LEAVING
    assert special["/paper/firm.{form}"] is special["/import/{id}/marked.xlsx"] is Purpose.TO_ITS_GIVER


def test_the_document_has_every_address_and_no_other(app: FastAPI, document: dict[str, Any]) -> None:
    given = {
        (one.path_format, method.lower()) for one in app.routes if isinstance(one, GatedRoute) for method in one.methods
    }
    described = {(path, method) for path, methods in document["paths"].items() for method in methods}
    assert described == given


def test_every_address_says_what_it_is_takes_and_answers(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            assert one["summary"], path
            places = {p["name"] for p in one["parameters"] if p["in"] == "path"}
            assert places == set(re.findall(r"{(\w+)}", path)), path
            assert all(p["description"] for p in one["parameters"] if p["in"] == "query"), path
            # A form that keeps drafts answers them with nothing, beside what it answers else.
            done = [status for status in one["responses"] if status < "400" and status != "204"]
            assert len(done) == 1, path
            assert done != ["200"] or one["responses"]["200"]["content"], path
            assert method != "post" or one["requestBody"]["content"], path


def test_the_document_needs_nothing_from_outside(document: dict[str, Any]) -> None:
    assert "http" not in json.dumps(document).replace("HTTP", "")


def test_the_document_names_every_parameter_that_a_page_reads(
    client: TestClient, app: FastAPI, document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read on the made-up district; what a page reads only of a workspace is named in its module."""
    read: dict[str, set[str]] = defaultdict(set)
    asked = [""]
    for name in ("get", "getlist", "__getitem__"):
        monkeypatch.setattr(QueryParams, name, _recording(getattr(QueryParams, name), read, asked))
    for one in app.routes:
        if isinstance(one, GatedRoute) and one.path.endswith(".json") and one.methods == {"GET"}:
            asked[0] = one.path_format
            client.get(re.sub(r"{(\w+)}", lambda place: PLACES.get(place[1], "f050"), one.path_format))
    assert {"scheme", "year"} <= read["/score.json"]
    for path, names in read.items():
        described = {p["name"].split("<")[0] for p in document["paths"][path]["get"]["parameters"]}
        missing = {n for n in names if n not in described and n.split(".")[0] + "." not in described}
        assert not missing, path


#: What stands for a part of an address.
PLACES = {"graph": "filed-industrial", "scheme": "yunxi-made-up", "run": "run-2022", "table": "firms", "which": "all"}


def _recording(plain: Any, read: dict[str, set[str]], asked: list[str]) -> Any:
    def record(self: QueryParams, key: str, *rest: Any) -> Any:
        read[asked[0]].add(key)
        return plain(self, key, *rest)

    return record
