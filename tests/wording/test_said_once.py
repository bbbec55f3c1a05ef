"""A sentence stands in one place: others take it from ``wording``, so that it is never worded two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from tests.source_trees import list_nodes
from tests.wording.test_every_call import SOURCE, handed_messages

from liantu.exchange.paper import gap_lists
from liantu.model import schema
from liantu.web.rooms.chain import gaps
from liantu.wording import LANGUAGES, translator

#: Labels of so few words may stand in two places.
LONG = 4
#: Sentences that may stand in more than one place; none is left.
REPEATED: set[str] = set()


def template_messages(text: str) -> Iterator[str]:
    """Texts that a template hands to its translator."""
    for call in Environment(autoescape=True).parse(text).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "_" and isinstance(call.args[0], nodes.Const):
            yield call.args[0].value


def messages(path: Path) -> set[str]:
    """The messages that one module or template words itself."""
    if path.suffix == ".py":
        return {*handed_messages(list_nodes(path))}
    return {*template_messages(path.read_text(encoding="utf-8"))}


def find_repeated(messages_by_place: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """Messages of four or more words that stand in more than one place, with the places."""
    places = defaultdict(list)
    for place, texts in messages_by_place.items():
        for text in texts:
            if len(text.split()) >= LONG:
                places[text].append(place)
    return {text: found for text, found in places.items() if len(found) > 1}


def test_a_sentence_stands_in_one_place() -> None:
    files = [path for path in sorted(SOURCE.rglob("*")) if path.suffix in (".py", ".html")]
    repeated = find_repeated({path.relative_to(SOURCE).as_posix(): messages(path) for path in files})
    assert {text: places for text, places in repeated.items() if text not in REPEATED} == {}
    assert repeated.keys() >= REPEATED


@pytest.mark.parametrize(
    ("name", "text"), [("a.py", 'tr("One two three four")'), ("a.html", "{{ _('One two three four') }}")]
)
def test_a_repeated_sentence_is_found(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = messages(tmp_path / name)
    assert find_repeated({"a": found, "b": found, "c": {"One two"}}) == {"One two three four": ["a", "b"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_has_one_title_on_page_paper_and_in_its_code(language: str) -> None:
    for code, title in gap_lists.TITLES.items():
        titles = {translator(language)(text) for text in (title, gaps.LISTS[code])}
        assert titles == {schema.label_code("list", code, language)}, code
