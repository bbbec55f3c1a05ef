"""Whether a template may be used: a Word file without macros, links outside or active parts, with known fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zipfile import ZipFile

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from liantu.exchange.loading.container import check_size, open_archive
from liantu.exchange.paper.office_templates.fields import BLOCK_FIELDS, TEMPLATE_FIELDS, TEMPLATE_KINDS
from liantu.exchange.paper.office_templates.paragraphs import paragraph_text, read_parts
from liantu.model.problems import Problem, Problems

#: A letterhead with its pictures is far below this.
_UNPACKED = 60_000_000
#: Parts of a Word file that run, embed or fetch something.
_ACTIVE = re.compile(r"vbaProject|vbaData|activeX|/embeddings/|\.bin$|customUI|attachedToolbars|afchunk", re.IGNORECASE)
#: Fields of Word that fetch or run something when they are brought up to date.
_FETCHING = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|HYPERLINK|MACROBUTTON|DATABASE)\b")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def sandbox() -> SandboxedEnvironment:
    """What runs a template: no functions, filters or tests, nothing of the machine to reach."""
    environment = SandboxedEnvironment(autoescape=False)
    for names in (environment.globals, environment.filters, environment.tests):
        names.clear()
    return environment


def check_template(content: bytes, kind: str, name: str) -> None:
    """Raises Problems with all that speaks against a template of a kind of paper."""
    if kind not in TEMPLATE_KINDS:
        raise Problems([Problem("unknown_template", value=kind, slots={"choices": ", ".join(TEMPLATE_KINDS)})])
    check_size(len(content), name)
    archive, _notes = open_archive(content, name, _UNPACKED, "unreadable_document")
    with archive:
        unsafe = [*dict.fromkeys(_find_unsafe(archive))]
    if unsafe:
        raise Problems([Problem("template_unsafe", file=name, value=part) for part in unsafe])
    try:
        parts = read_parts(content)
    except (KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise Problems([Problem("unreadable_document", value=name)]) from error
    texts = [paragraph_text(paragraph) for part in parts for paragraph in part]
    problems = [problem for text in texts for problem in _check_text(text, kind, name)]
    if not problems and not any("{{" in text for text in texts):
        problems = [Problem("template_without_fields", file=name, slots={"choices": _listed(kind)})]
    if problems:
        raise Problems(problems)


def _find_unsafe(archive: ZipFile) -> Iterator[str]:
    for part in archive.namelist():
        if _ACTIVE.search(part):
            yield part
            continue
        if not part.endswith((".xml", ".rels")):
            continue
        text = archive.read(part)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            yield f"{part}: DOCTYPE"
            continue
        try:
            root = etree.fromstring(text, _PARSER)
        except etree.XMLSyntaxError:
            yield part
            continue
        yield from (f"{part}: {found}" for found in _find_unsafe_elements(root))


def _find_unsafe_elements(root: etree._Element) -> Iterator[str]:
    """Links to what is outside the file, contents that are macros, and fields that fetch something."""
    instructions = ""
    for element in root.iter("*"):
        tag = etree.QName(element).localname
        if element.get("TargetMode") == "External":
            yield str(element.get("Target"))
        if "macroEnabled" in str(element.get("ContentType") or ""):
            yield "macroEnabled"
        if tag in ("altChunk", "object", "control", "OLEObject", "subDoc"):
            yield tag
        if tag == "instrText":
            instructions += element.text or ""
        if tag == "fldSimple":
            instructions += " ".join(map(str, element.attrib.values()))
    yield from _FETCHING.findall(instructions.upper())


def _check_text(text: str, kind: str, name: str) -> Iterator[Problem]:
    """What is wrong with the fields of a paragraph: they are names of the list, and nothing else is."""
    if not any(mark in text for mark in ("{{", "{%", "{#", "}}", "%}", "#}")):
        return
    shown = text[:60]
    try:
        tree = sandbox().parse(text)
    except TemplateSyntaxError:
        yield Problem("template_code", file=name, value=shown)
        return
    if "{#" in text or "{%" in text:
        yield Problem("template_code", file=name, value=shown)
        return
    for node in tree.body:
        for child in node.nodes if isinstance(node, nodes.Output) else [node]:
            if isinstance(child, nodes.Name) and child.name not in TEMPLATE_FIELDS[kind]:
                yield Problem("template_field", file=name, value=child.name, slots={"choices": _listed(kind)})
            elif isinstance(child, nodes.Name) and child.name in BLOCK_FIELDS and not _alone(text):
                yield Problem("template_field_alone", file=name, value=child.name)
            elif not isinstance(child, (nodes.Name, nodes.TemplateData)):
                yield Problem("template_code", file=name, value=shown)


def _alone(text: str) -> bool:
    return re.fullmatch(r"\s*\{\{\s*\w+\s*\}\}\s*", text) is not None


def _listed(kind: str) -> str:
    return ", ".join(TEMPLATE_FIELDS[kind])
