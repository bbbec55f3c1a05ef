"""Only this machine may ask, and only our own pages may send."""

from __future__ import annotations

import inspect

import pytest
from tests.local_client import TestClient

from liantu.district import District
from liantu.model.problems import Problems
from liantu.web.core.app import create_app
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


@pytest.mark.parametrize(
    "host", ["testserver", "a@127.0.0.1", "127.0.0.1/x", "127.0.0.1:x", "127.0.0.1.", "[::1]x", "127.1"]
)
def test_names_that_only_look_like_this_machine_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/person", headers={"Host": host}).status_code == 403


def test_no_name_stands_for_this_machine(client: TestClient) -> None:
    with TestClient(client.app, client=("testclient", 50000)) as named:
        assert named.get("/person").status_code == 403
    assert client.get("/person", headers={"Host": "[::1]:8321"}).status_code == 200


SAID = [
    *("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port", "x-forwarded-server"),
    *("x-forwarded", "forwarded", "forwarded-for", "via", "x-real-ip", "x-original-host", "cf-connecting-ip"),
    *("client-ip", "x-client-ip", "true-client-ip", "x-cluster-client-ip", "fastly-client-ip"),
]


@pytest.mark.parametrize("header", SAID)
@pytest.mark.parametrize("value", ["testclient", "127.0.0.1"])
def test_nothing_through_a_proxy_that_nobody_configured(client: TestClient, header: str, value: str) -> None:
    assert client.get("/person", headers={header: value}).status_code == 403


@pytest.mark.parametrize(
    ("forwarded", "status"),
    [
        ({"x-forwarded-for": "127.0.0.1"}, 200),
        ({"x-forwarded-for": "192.168.1.4"}, 403),
        ({"x-forwarded-for": "testclient"}, 403),
        # What the one who asks wrote there himself stands before what the proxy wrote.
        ({"x-forwarded-for": "127.0.0.1, 192.168.1.4"}, 403),
        ({"forwarded": "for=127.0.0.1"}, 403),
        ({}, 403),
    ],
)
def test_a_configured_proxy_says_who_asks(fuling: District, forwarded: dict[str, str], status: int) -> None:
    app = create_app(fuling, proxy="127.0.0.1")
    assert TestClient(app).get("/person", headers=forwarded).status_code == status


def test_a_proxy_is_an_address() -> None:
    with pytest.raises(Problems) as refused:
        serve_district("nowhere", proxy="proxy.example")
    assert [problem.code for problem in refused.value.problems] == ["bad_proxy"]


def test_uvicorn_believes_no_proxy_by_itself(fuling: District, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, object] = {}
    monkeypatch.setattr("uvicorn.run", lambda app, **settings: told.update(settings))
    serve_district(fuling, browser=False)
    assert (told["host"], told["proxy_headers"]) == ("127.0.0.1", False)


@pytest.mark.parametrize("address", ["/firm/%00", "/person?to=%00", "/tables/firms?q=a%00b"])
def test_nul_in_an_address_is_refused(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 422


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
