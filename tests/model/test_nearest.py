"""The spelling someone probably meant."""

from __future__ import annotations

from liantu.model.nearest import suggest_nearest


def test_a_slip_of_the_pen() -> None:
    assert suggest_nearest("plase", ["plant", "place", "firm"]) == " (place?)"
    assert suggest_nearest("己二睛", ["己二腈", "尿素"]) == " (己二腈?)"


def test_nothing_like_it() -> None:
    assert suggest_nearest("xyz", ["place", "firm"]) == ""
    assert suggest_nearest("", []) == ""
