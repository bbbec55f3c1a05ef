"""A deployer's SVG of his district, read into plain shapes: what runs, fetches or is not known is refused by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from liantu.model.drawn_map import Box, DrawnMap, MapShape
from liantu.model.problems import Problem, Problems

_SVG = "http://www.w3.org/2000/svg"
#: What drawing programs write beside the picture; it is left out.
_EDITORS = ("inkscape", "sodipodi", "creativecommons", "purl.org", "w3.org/1999/02/22-rdf", "adobe", "serif.com")
_SHAPES = {"g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"}
_LEFT_OUT = {"title", "desc", "metadata"}
_LOOKS = {
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "opacity",
    "fill-opacity",
    "stroke-opacity",
    "fill-rule",
}
_LOOKS |= {"font-size", "font-weight", "text-anchor", "stroke-linejoin", "stroke-linecap", "display"}
_PLACED = {"id", "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "points", "d"}
_PLACED |= {"transform", "dx", "dy"}
_PLAIN = re.compile(r"[-\w\s.,#%()+]*")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LARGEST = 5_000_000
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
)


def read_drawn_map(content: bytes, name: str) -> DrawnMap:
    """The shapes of an SVG file.

    Raises Problems: ``unreadable_map`` for what is no SVG with a viewBox or is larger than 5 MB, ``unsafe_map`` with
    each thing that is refused: a DOCTYPE or entity, script, event attribute, foreignObject, image, style sheet, link,
    reference to something outside, or an element that is not of a picture.
    """
    if len(content) > _LARGEST:
        raise Problems([Problem("unreadable_map", file=name)])
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", content, re.IGNORECASE) or b"\0" in content:
        raise Problems([Problem("unsafe_map", file=name, value="DOCTYPE")])
    try:
        root = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        raise Problems([Problem("unreadable_map", file=name)]) from None
    if root.tag != f"{{{_SVG}}}svg":
        raise Problems([Problem("unreadable_map", file=name)])
    unsafe = [*dict.fromkeys(_find_unsafe(root))]
    if unsafe:
        raise Problems([Problem("unsafe_map", file=name, value=part) for part in unsafe])
    corner = [float(number) for number in _NUMBER.findall(root.get("viewBox") or "")]
    if len(corner) != 4 or min(corner[2:]) <= 0:
        raise Problems([Problem("unreadable_map", file=name)])
    return DrawnMap(corner[0], corner[1], corner[2], corner[3], _read_children(root, movable=False))


def _find_unsafe(root: etree._Element) -> Iterator[str]:
    """Everything that is not drawn: by name of the element or attribute."""
    for sibling in (*root.itersiblings(preceding=True), *root.itersiblings()):
        yield str(sibling)[:60]
    for node in root.iter():
        if not isinstance(node.tag, str):
            yield str(node)[:60]
            continue
        name = etree.QName(node)
        if name.namespace != _SVG:
            if not any(editor in (name.namespace or "") for editor in _EDITORS):
                yield name.localname
        elif name.localname not in _SHAPES | _LEFT_OUT | {"svg", "defs"} or (
            name.localname == "svg" and node is not root
        ):
            yield name.localname
        for attribute, value in node.attrib.items():
            local = etree.QName(attribute).localname
            if _is_unsafe(local.lower(), str(value)):
                yield f"{name.localname} {local}"


def _is_unsafe(name: str, value: str) -> bool:
    """Events, addresses of something outside, and words of style sheets that fetch or run."""
    text = re.sub(r"\s|/\*.*?\*/|\\", "", value).lower()
    outside = name in ("href", "src", "base") or "url(" in text.replace("url(#", "")
    runs = name.startswith("on") or any(word in text for word in ("javascript:", "@import", "expression(", "data:"))
    return outside or runs


def _read_children(node: etree._Element, *, movable: bool) -> list[MapShape]:
    found = []
    for child in node:
        name = etree.QName(child)
        if name.namespace == _SVG and name.localname in _SHAPES:
            found.append(_read_shape(child, name.localname, movable=movable))
    return found


def _read_shape(node: etree._Element, tag: str, *, movable: bool) -> MapShape:
    """A shape with the attributes that are known; ``movable`` where something above it is moved."""
    attributes = {name: str(value) for name, value in node.attrib.items() if name in _PLACED | _LOOKS}
    for part in str(node.get("style") or "").split(";"):
        name, _colon, value = part.partition(":")
        if name.strip() in _LOOKS:
            attributes[name.strip()] = value.strip()
    attributes = {
        name: value
        for name, value in attributes.items()
        if name == "id" or (_PLAIN.fullmatch(value) and "url" not in value.lower())
    }
    movable = movable or "transform" in attributes
    children = _read_children(node, movable=movable)
    box = None if movable else _find_box(tag, attributes, children)
    return MapShape(tag, attributes, (node.text or "").strip() if tag in ("text", "tspan") else "", children, box)


def _find_box(tag: str, attributes: dict[str, str], children: list[MapShape]) -> Box | None:
    """Where a shape lies: of a path only when all of its commands are absolute lines or curves."""
    if tag in ("rect", "circle", "ellipse"):
        return _find_plain_box(tag, attributes)
    if tag == "path" and not re.search(r"[a-df-yHVA]", attributes.get("d", "")):
        return _enclose([float(number) for number in _NUMBER.findall(attributes.get("d", ""))])
    if tag in ("polygon", "polyline"):
        return _enclose([float(number) for number in _NUMBER.findall(attributes.get("points", ""))])
    if tag == "g":
        return _enclose([number for child in children if child.box for number in child.box])
    return None


def _find_plain_box(tag: str, attributes: dict[str, str]) -> Box | None:
    """Where a rectangle, circle or ellipse lies; None where a measure is missing or no plain number."""
    values = {name: float(value) for name, value in attributes.items() if _NUMBER.fullmatch(value)}
    names = ("x", "y", "width", "height") if tag == "rect" else ("cx", "cy")
    if any(name not in values for name in names):
        return None
    if tag == "rect":
        return values["x"], values["y"], values["x"] + values["width"], values["y"] + values["height"]
    wide, high = values.get("rx", values.get("r", 0.0)), values.get("ry", values.get("r", 0.0))
    return values["cx"] - wide, values["cy"] - high, values["cx"] + wide, values["cy"] + high


def _enclose(numbers: list[float]) -> Box | None:
    across, down = numbers[::2], numbers[1::2]
    return (min(across), min(down), max(across), max(down)) if across and len(across) == len(down) else None
