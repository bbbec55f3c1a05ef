"""What a file really is, and whether it may be opened: told before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.parsers import expat

from liantu.exchange.encoding import detect_utf16
from liantu.exchange.loading import picture_size
from liantu.model.problems import Problem, Problems

#: Bytes of a file, of all it unpacks to, of one part's growth when unpacked, and how many parts it may have.
LIMIT, UNPACKED, RATIO, PARTS = 50_000_000, 800_000_000, 200, 5_000
#: A part smaller than this may grow as it likes: blank sheets of styles do.
_SMALL = 10_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
)
CHUNK = 1 << 18


def file_kind(content: bytes, name: str) -> str:
    """``xlsx``, ``ods`` or ``csv``. Raises Problems when the file is another thing, or not what its name says."""
    check_size(len(content), name)
    if not content:
        raise Problems([Problem("empty_file", file=name)])
    if content.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        raise Problems([Problem("encrypted_workbook" if encrypted else "old_workbook", file=name, value=name)])
    ending = PurePosixPath(name.lower()).suffix
    found = _detect_kind(content, name)
    allowed = {"xlsx": (".xlsx", ".xlsm", ""), "ods": (".ods", ""), "csv": (".csv", ".txt", ".tsv", "")}
    if ending not in allowed.get(found, ()):
        raise Problems([Problem("not_what_it_says", file=name, value=name, slots={"found": found})])
    return found


def check_size(size: int, name: str) -> None:
    """Raises Problems when a file of so many bytes is not to be read at all."""
    if size > LIMIT:
        slots = {"limit": f"{LIMIT / 1e6:.0f} MB"}
        raise Problems([Problem("too_large", file=name, value=f"{size / 1e6:.0f} MB", slots=slots)])


def open_archive(
    content: bytes, name: str, unpacked: int = UNPACKED, broken: str = "not_a_workbook"
) -> tuple[zipfile.ZipFile, list[Problem]]:
    """The archive of a workbook or Word file, found harmless, and notes on what of it is left aside. Raises Problems.

    ``unpacked`` is the bytes it may unpack to, ``broken`` the code of what is no such file.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Problems([Problem(broken, file=name, value=name)]) from error
    problems = [*_check_part_sizes(parts, name, unpacked), *_check_part_paths(parts, name)]
    if any(part.flag_bits & 1 for part in parts):
        problems.append(Problem("encrypted_workbook", file=name, value=name))
    if problems:
        raise Problems(problems)
    try:
        problems += [problem for part in parts for problem in _check_part(archive, part, name)]
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        LookupError,
        zlib.error,
    ) as error:
        raise Problems([Problem(broken, file=name, value=name)]) from error
    if problems:
        raise Problems(problems)
    names = [part.filename for part in parts]
    notes = []
    if any(PurePosixPath(part).name.lower().startswith("vbaproject") for part in names):
        notes.append(Problem("macros_ignored", file=name))
    if any(part.startswith("xl/externalLinks/") for part in names):
        notes.append(Problem("external_links", file=name))
    return archive, notes


def _detect_kind(content: bytes, name: str) -> str:
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Problems([Problem("not_a_workbook", file=name, value=name)]) from error
        if "xl/workbook.bin" in names:
            raise Problems([Problem("old_workbook", file=name, value=name)])
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "content.xml" in names and "mimetype" in names:
            return "ods"
        return "Word" if "word/document.xml" in names else "ZIP"
    for signature, found in _SIGNATURES:
        if content.startswith(signature):
            return found
    start = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta")):
        return "HTML / XML"
    if b"\0" in content[:4096]:
        return "csv" if _is_utf16_text(content) else "binary"
    return "csv"


def _is_utf16_text(content: bytes) -> bool:
    """Whether zeros are halves of plain characters, and the text has lines or separators as a table has."""
    encoding = detect_utf16(content)
    start = content[:4096].decode(encoding, "ignore") if encoding else ""
    return "\0" not in start and any(mark in start for mark in "\n\t,;")


def _check_part_sizes(parts: list[zipfile.ZipInfo], name: str, unpacked: int) -> Iterator[Problem]:
    total = sum(part.file_size for part in parts)
    if total > unpacked or len(parts) > PARTS:
        slots = {"limit": f"{unpacked / 1e6:.0f} MB"}
        yield Problem("unpacks_too_large", file=name, value=f"{total / 1e6:.0f} MB", slots=slots)
        return
    for part in parts:
        if part.file_size > _SMALL and part.file_size > RATIO * max(part.compress_size, 1):
            slots = {"limit": f"{RATIO} : 1"}
            grown = f"{part.file_size / max(part.compress_size, 1):.0f} : 1"
            yield Problem("unpacks_too_large", file=name, value=grown, slots=slots)


def _check_part_paths(parts: list[zipfile.ZipInfo], name: str) -> Iterator[Problem]:
    paths: set[str] = set()
    for part in parts:
        path = part.filename
        steps = path.replace("\\", "/").split("/")
        if path.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or "\\" in path or path in paths:
            yield Problem("unsafe_archive", file=name, value=path)
        paths.add(path)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> Iterator[Problem]:
    if part.filename.endswith((".xml", ".rels", ".vml")):
        if _declares(archive, part):
            yield Problem("xml_entities", file=name, value=part.filename)
    elif "/media/" in part.filename or part.filename.startswith("Pictures/"):
        with archive.open(part) as stream:
            dots = picture_size.count_pixels(stream) or 0
        if part.file_size > picture_size.LARGEST or dots > picture_size.DOTS:
            yield picture_size.picture_too_large(name, part.filename)


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a document type is declared before the first element; nothing of it is expanded."""
    found: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
    parser.StartElementHandler = lambda *_: found.append(False)
    with archive.open(part) as stream:
        while not found and (chunk := stream.read(4096)):
            try:
                parser.Parse(chunk, False)
            except (expat.ExpatError, LookupError, ValueError):
                break  # told when the part is read
    return bool(found) and found[0]
