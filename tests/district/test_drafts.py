"""Drafts through the facade: one person's own, and none of a folder."""

from __future__ import annotations

from liantu.district import District

from .conftest import edit


def test_a_draft_is_its_persons_own(orchard: District) -> None:
    ann, bob = orchard.drafts("ann"), orchard.drafts("bob")
    ann.save("/tables/firms/new", edit("firms:sweet;zh=一"), 1)
    found = ann.find("/tables/firms/new")
    assert found is not None
    assert (found.change, found.base) == (edit("firms:sweet;zh=一"), 1)
    assert ann.listed()["name"].to_list() == ["/tables/firms/new"]
    assert bob.find("/tables/firms/new") is None
    bob.delete("/tables/firms/new")
    assert ann.listed().height == 1
    ann.delete("/tables/firms/new")
    assert ann.listed().is_empty()


def test_a_folder_keeps_no_drafts_nor_does_nobody(folder: District, orchard: District) -> None:
    for drafts in (folder.drafts("ann"), orchard.drafts("")):
        drafts.save("/tables/firms/new", edit("firms:sweet;zh=一"), 1)
        assert drafts.find("/tables/firms/new") is None
        assert drafts.listed().columns == ["name", "saved", "base"]
        assert drafts.listed().is_empty()
        drafts.delete("/tables/firms/new")
