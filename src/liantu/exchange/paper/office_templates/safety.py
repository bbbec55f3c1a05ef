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
#: Fields of Word that say what is in the document itself; any other may fetch or run something.
_HARMLESS = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC", "TC"),
    *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS"),
    *("NUMWORDS", "NUMCHARS", "SYMBOL", "EQ", "ADVANCE"),
}
#: Elements of Word that say what a field does.
_FIELD_TAGS = frozenset({"fldSimple", "instrText", "delInstrText", "fldChar"})
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
    archive, _notes = open_archive(content, name, _UNPACKED, "template_not_word")
    with archive:
        unsafe = [*dict.fromkeys(_find_unsafe(archive))]
    if unsafe:
        raise Problems([Problem("template_unsafe", file=name, value=part) for part in unsafe])
    try:
        parts = read_parts(content)
    except (KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise Problems([Problem("template_not_word", file=name, value=name)]) from error
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
        try:
            root = etree.fromstring(archive.read(part), _PARSER)
        except etree.XMLSyntaxError:
            # What a part is called does not say what it is: a picture that is none is read as what it is.
            if part.lower().endswith((".xml", ".rels")):
                yield part
            continue
        if root.getroottree().docinfo.doctype:
            yield f"{part}: DOCTYPE"
            continue
        yield from (f"{part}: {found}" for found in _find_unsafe_elements(root))


def _find_unsafe_elements(root: etree._Element) -> Iterator[str]:
    """Links to what is outside the file, contents that are macros, and fields that fetch something."""
    for element in root.iter("*"):
        tag = _strip_namespace(element.tag)
        if element.get("TargetMode") == "External":
            yield str(element.get("Target"))
        if "macroEnabled" in str(element.get("ContentType") or ""):
            yield "macroEnabled"
        if tag in ("altChunk", "object", "control", "OLEObject", "subDoc"):
            yield tag
    yield from (name for name in map(_name_field, _list_instructions(root)) if name not in _HARMLESS)


def _list_instructions(root: etree._Element) -> Iterator[str]:
    """What each field of Word says; a field may stand within another, and its words in several pieces."""
    pieces = [""]
    for element in root.iter("*"):
        tag = _strip_namespace(element.tag)
        if tag not in _FIELD_TAGS:
            continue
        names = {_strip_namespace(name): str(value) for name, value in element.attrib.items()}
        if tag == "fldSimple":
            yield names.get("instr", "")
        elif tag in ("instrText", "delInstrText"):
            pieces[-1] += element.text or ""
        elif tag == "fldChar" and names.get("fldCharType") == "begin":
            pieces.append("")
        elif tag == "fldChar" and names.get("fldCharType") == "end" and len(pieces) > 1:
            yield pieces.pop()
    # Words of a field that nobody opened or closed are read too.
    yield from filter(None, pieces)


def _strip_namespace(name: object) -> str:
    """The name of an element or attribute without its namespace; ``QName`` is the dearest part of reading a file."""
    return str(name).rpartition("}")[2]


def _name_field(instruction: str) -> str:
    """The word that a field begins with; one that begins with the result of another is named by a mark."""
    words = instruction.upper().split()
    return words[0] if words else "{ }"


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
