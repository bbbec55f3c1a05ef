"""The spelling someone probably meant."""

from __future__ import annotations

from liantu.model.nearest import nearest


def test_a_slip_of_the_pen() -> None:
    assert nearest("plase", ["plant", "place", "firm"]) == " (place?)"
    assert nearest("己二睛", ["己二腈", "尿素"]) == " (己二腈?)"


def test_nothing_like_it() -> None:
    assert nearest("xyz", ["place", "firm"]) == ""
    assert nearest("", []) == ""
