"""A deployer's SVG: shapes are read, and everything that runs, fetches or hides is refused by name."""

from __future__ import annotations

import pytest

from liantu.exchange.drawn_map import read_drawn_map
from liantu.model.problems import Problems

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 50">'


def refuse(inside: str, head: str = HEAD) -> list[tuple[str, str | None]]:
    with pytest.raises(Problems) as refused:
        read_drawn_map(f"{head}{inside}</svg>".encode(), "map.svg")
    return [(problem.code, problem.value) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<rect id="a" onclick="alert(1)"/>', "rect onclick"),
        ('<rect id="a" ONLOAD="alert(1)"/>', "rect ONLOAD"),
        ("<foreignObject><p/></foreignObject>", "foreignObject"),
        ('<image href="http://x.invalid/a.png"/>', "image"),
        ('<use xlink:href="http://x.invalid/a.svg#b"/>', "use xlink:href"),
        ('<rect xlink:href="#a"/>', "rect href"),
        ('<rect fill="url(http://x.invalid/a)"/>', "rect fill"),
        ('<rect style="fill:u\\rl(//x.invalid)"/>', "rect style"),
        ('<rect style="fill:url(#a);stroke:url( https://x.invalid )"/>', "rect style"),
        ('<style>@import "http://x.invalid/a.css";</style>', "style"),
        ('<a href="javascript:alert(1)"><rect/></a>', "a"),
        ('<animate attributeName="href" to="x"/>', "animate"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', "script"),
        ('<?xml-stylesheet href="http://x.invalid/a.css"?>', "<?xml-stylesheet"),
    ],
)
def test_what_runs_or_fetches_is_refused_by_name(inside: str, named: str) -> None:
    found = refuse(inside)
    assert {code for code, _value in found} == {"unsafe_map"}
    assert any(str(value).startswith(named.split(" xlink:")[0]) for _code, value in found)


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>',
        "<!doctype svg>",
    ],
)
def test_a_doctype_is_refused(before: str) -> None:
    assert refuse("<rect/>", before + HEAD) == [("unsafe_map", "DOCTYPE")]


def test_a_style_sheet_before_the_picture_is_refused() -> None:
    (found,) = refuse("<rect/>", '<?xml-stylesheet href="http://x.invalid/a.css"?>' + HEAD)
    assert found[0] == "unsafe_map"


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"<html/>", b"<svg/>", b'<svg xmlns="http://www.w3.org/2000/svg"/>']
)
def test_what_is_no_picture_is_named(content: bytes) -> None:
    with pytest.raises(Problems) as refused:
        read_drawn_map(content, "map.svg")
    assert [problem.code for problem in refused.value.problems] == ["unreadable_map"]
    assert "viewBox" in refused.value.problems[0].message("en")


def test_shapes_are_read_with_where_they_lie() -> None:
    inside = (
        '<metadata/><g id="east-bank"><path d="M 10 10 L 30 10 L 30 20 Z" style="fill:#ffeecc;behavior:none"/></g>'
        '<rect id="b" x="1" y="2" width="10" height="20" class="x"/><g transform="scale(2)"><rect id="c" x="1" y="1" '
        'width="2" height="2"/></g>'
    )
    drawn = read_drawn_map(f"{HEAD}{inside}</svg>".encode(), "map.svg")
    east, b, group = drawn.shapes
    assert (east.key, east.box) == ("east-bank", (10, 10, 30, 20))
    assert dict(east.children[0].attributes) == {"d": "M 10 10 L 30 10 L 30 20 Z", "fill": "#ffeecc"}
    assert b.box == (1, 2, 11, 22)
    assert "class" not in b.attributes
    assert group.children[0].box is None
