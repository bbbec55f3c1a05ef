"""Only this machine may ask, and only our own pages may send."""

from __future__ import annotations

import inspect

import pytest
from starlette.testclient import TestClient

from liantu.web.core.server import serve_district


@pytest.mark.parametrize("host", ["example.com", "evil.localhost.example", "192.168.1.4:8321", "0.0.0.0"])
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8321", "localhost", "localhost:8321"])
def test_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/chains", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("address", ["192.168.1.4", "10.0.0.1", "2001:db8::1"])
def test_other_machines_are_refused(client: TestClient, address: str) -> None:
    with TestClient(client.app, client=(address, 50000)) as elsewhere:
        assert elsewhere.get("/").status_code == 403


def test_it_listens_nowhere_else() -> None:
    assert "host" not in inspect.signature(serve_district).parameters


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999", "Host": "127.0.0.1:8321"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_site_sends_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/ask/return", files={"filled": ("a.xlsx", b"x")}, headers=headers).status_code == 403


def test_what_our_page_sends_is_taken(client: TestClient) -> None:
    ours = {"Origin": "http://127.0.0.1:8321", "Host": "127.0.0.1:8321", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/ask/return", files={"filled": ("a.xlsx", b"x")}, headers=ours).status_code == 422


@pytest.mark.parametrize("address", ["/", "/gaps/invite.json", "/nowhere", "/static/css/liantu.css"])
def test_pages_may_load_only_our_own_files(client: TestClient, address: str) -> None:
    policy = client.get(address).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
