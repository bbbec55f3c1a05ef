"""NUL and half characters are refused on the ways in that a browser or a file has; the others in their own tests."""

from __future__ import annotations

import pytest
from tests.messages import says

from .conftest import Writer, problems

EDIT = "/tables/capacities/rept-cell/edit"
BYTES = {"content-type": "application/octet-stream"}


@pytest.mark.parametrize("field", ["f__note", "reason", "person"])
def test_a_form(writer: Writer, field: str) -> None:
    answer = writer.send(EDIT, **{"base": "1", "f__amount": "31", field: "a\0b"})
    assert answer.status_code == 422
    assert says("unwritable_character", " ".join(problems(answer)))
    assert writer.row("capacities", "rept-cell")["amount"] == "30"


def test_the_name_of_a_file(writer: Writer) -> None:
    named = writer.client.post("/api/imports?name=a%00.csv&author=robot", content=b"a", headers=BYTES)
    assert named.status_code == 422


def test_the_name_of_a_file_in_a_form(writer: Writer) -> None:
    parts = (
        f'name="token"\r\n\r\n{writer.token}',
        'name="person"\r\n\r\nAnna',
        'name="file"; filename="a\0.csv"\r\n\r\na',
    )
    body = "".join(f"--b\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--b--\r\n"
    kind = {"content-type": "multipart/form-data; boundary=b"}
    answer = writer.client.post("/import", content=body.encode(), headers=kind, follow_redirects=False)
    assert answer.status_code == 422
    assert says("unwritable_character", " ".join(problems(answer)))


@pytest.mark.parametrize("line", ["rept-cell;note=a%2500b", "rept-cell;plant=a%2500b", "a%2500b;note=a"])
def test_a_what_if(writer: Writer, line: str) -> None:
    answer = writer.client.get(f"/gaps/all?w=capacities:{line}")
    assert answer.status_code == 422
    assert says("unwritable_character", answer.text)
