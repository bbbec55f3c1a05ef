"""Registers in: damaged rows are said and counted, codes are proved, persons stay out, an import goes on."""

from __future__ import annotations

import csv
import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook

from liantu.model.credit_codes import compute_check_digit, is_credit_code
from liantu.model.problems import Problems
from liantu.registers import importing, text_lines
from liantu.registers.clean_rows import find_valid_codes
from liantu.registers.firm_matches import find_matches
from liantu.registers.importing import import_register
from liantu.registers.journal import Journal, read_journal
from liantu.registers.matching import Matcher
from liantu.registers.register_columns import map_columns
from liantu.registers.register_queries import Register, list_registers
from liantu.registers.terms import make_terms

# An endless line stands whole in the file of what was set aside.
csv.field_size_limit(1 << 22)
HEADINGS = ["企业名称", "统一社会信用代码", "法定代表人", "联系电话", "注册资本", "成立日期", "经营范围", "注册地址"]


def make_code(number: int) -> str:
    first = f"91500102{number:09d}"
    return first + compute_check_digit(first)


def make_row(number: int, **cells: str) -> list[str]:
    row = dict.fromkeys(HEADINGS, "")
    row |= {"企业名称": f"第{number}厂", "统一社会信用代码": make_code(number), "经营范围": "电池制造"}
    row |= {"注册地址": "重庆市涪陵区", "法定代表人": "某某", "联系电话": "13800000000"}
    return [*(row | cells).values()]


def to_text(rows: list[list[str]], headings: list[str] = HEADINGS) -> str:
    return "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n" for row in [headings, *rows])


def write(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    path.write_bytes(to_text(rows).encode(encoding))
    return path


def load(place: Path, source: Path, id: str = "r", **options: object) -> tuple[Journal, pl.DataFrame]:
    journal = import_register(source, place, id, **options)  # type: ignore[arg-type]
    return journal, pl.concat([*Register(journal, place / id).batches()]).sort("line")


def read_aside(folder: Path) -> list[list[str]]:
    return [*csv.reader((folder / "set_aside.csv").read_text("utf-8-sig").splitlines())][1:]


def refused(call: Callable[[], object]) -> list[str]:
    with pytest.raises(Problems) as found:
        call()
    return [problem.code for problem in found.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    journal, firms = load(tmp_path, write(tmp_path / "a.csv", [make_row(1), make_row(2)], encoding))
    assert firms["name"].to_list() == ["第1厂", "第2厂"]
    assert firms["line"].to_list() == [2, 3]
    assert firms["province"].to_list() == ["重庆", "重庆"]
    assert journal.counts == {}


def test_headings_of_persons_are_known() -> None:
    headings = ["企业名称", "经营范围", "主要人员", "电子信箱", "董监高", "联络员"]
    assert map_columns(headings, {}, "a.csv").persons == tuple(headings[2:])


def test_columns_of_persons_are_never_taken(tmp_path: Path) -> None:
    journal, firms = load(tmp_path, write(tmp_path / "a.csv", [make_row(1)]))
    assert journal.persons == ("法定代表人", "联系电话")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "r").rglob("*") if path.is_file())
    assert "某某".encode() not in kept
    assert b"13800000000" not in kept
    assert "某某" not in str(firms.to_dicts())
    assert refused(lambda: map_columns(HEADINGS, {"tags": "联系电话"}, "a.csv")) == ["register_person_column"]


def test_persons_within_cells_that_are_kept_stay_out(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    headings = [*HEADINGS, "企业标签"]
    cells = {"注册地址": "重庆市涪陵区白涛街道1号（联系人李某139 1234 5678）", "经营范围": "电池制造"}
    tags = "专精特新；法人:王五六 023-72345678；邮箱wang5@163.com；法人独资"
    rows = [
        [*make_row(1, **cells), tags],
        [*make_row(2), "陈女士"],
        [*make_row(3, 统一社会信用代码=make_code(1), 注册地址="涪陵区2号，电话：72345678"), "电话销售"],
        [*make_row(4, 企业名称="", 注册地址="涪陵区3号 微信abc12345"), ""],
    ]
    source.write_text(to_text(rows, headings) + "少两格,负责人赵六七 72812345,电池制造\n", "utf-8")
    journal, firms = load(tmp_path, source)
    assert firms["address"].to_list() == ["重庆市涪陵区白涛街道1号", "重庆市涪陵区"]
    assert firms["tags"].to_list() == [["专精特新", "法人独资"], None]
    assert firms["scope"].to_list() == ["电池制造", "电池制造"]
    kept = b"".join(path.read_bytes() for path in (tmp_path / "r").rglob("*") if path.is_file()).decode(errors="ignore")
    hidden = ["李某", "5678", "王五", "72345678", "wang5", "陈女士", "abc12345", "赵六", "72812345"]
    assert [word for word in hidden if word in f"{kept} {firms.to_dicts()}"] == []
    assert journal.counts["register_person_in_cell"] == 5
    assert journal.first_values["register_person_in_cell"] == "企业标签"
    aside = {line: text for line, code, text in read_aside(tmp_path / "r") if code != "register_person_in_cell"}
    assert (aside["4"].split(",")[-1], aside["5"].split(",")[-2]) == ("电话销售", "涪陵区3号")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("隔膜制造", "隔膜制造"), ("石材加工", "石材加工"), ("李再生", ""), ("欧阳再生", ""), ("买买提江", "")],
)
def test_a_short_row_keeps_what_the_firm_does(tmp_path: Path, cell: str, kept: str) -> None:
    source = tmp_path / "a.csv"
    source.write_text(to_text([make_row(1)]) + f"重庆三三有限公司,,{cell}\n", "utf-8")
    load(tmp_path, source)
    assert read_aside(tmp_path / "r") == [["3", "register_broken_row", f"重庆三三有限公司,,{kept}"]]


def test_broken_rows_are_set_aside_with_their_lines(tmp_path: Path) -> None:
    lines = to_text([make_row(n) for n in range(1, 6)]).splitlines()
    lines[2] = "少了,几格"
    lines[3] += ",多出一格"
    lines.insert(5, '"引号没有合上,' + lines[1])
    lines.append(to_text([make_row(9, 企业名称="")]).splitlines()[1])
    source = tmp_path / "a.csv"
    source.write_text("\n".join(lines) + "\n", "utf-8")
    journal, firms = load(tmp_path, source)
    assert firms["name"].to_list() == ["第1厂", "第4厂", "第5厂"]
    assert [(line, code) for line, code, _text in read_aside(tmp_path / "r")] == [
        ("3", "register_broken_row"),
        ("4", "register_broken_row"),
        ("6", "register_broken_row"),
        ("8", "register_no_name"),
    ]
    assert journal.counts == {"register_broken_row": 3, "register_no_name": 1}
    assert journal.rows == journal.firms + sum(journal.counts.values())
    # Whoever is named in a row of another length stays out too; what the firm says stands there.
    kept = b"".join(path.read_bytes() for path in (tmp_path / "r").rglob("*") if path.is_file())
    assert "某某".encode() not in kept
    assert b"13800000000" not in kept
    long = next(text for line, _code, text in read_aside(tmp_path / "r") if line == "4")
    assert long == f"第3厂,{make_code(3)},,,,,电池制造,重庆市涪陵区,多出一格"


def test_a_quoted_cell_of_several_lines_is_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_lines, "BLOCK", 64)  # rows lie across blocks
    source = tmp_path / "a.csv"
    rows = [make_row(n, 经营范围='"电池\n制造；隔膜"') for n in range(1, 4)]
    source.write_text(to_text(rows), "utf-8")
    _journal, firms = load(tmp_path, source)
    assert firms["scope"].to_list() == ["电池\n制造；隔膜"] * 3
    assert firms["line"].to_list() == [2, 4, 6]


@pytest.mark.parametrize(("first", "second"), [("utf-8", "gbk"), ("gbk", "utf-8")])
def test_another_encoding_half_way_is_read_and_said(tmp_path: Path, first: str, second: str) -> None:
    rows = to_text([make_row(n) for n in range(1, 5)]).splitlines(keepends=True)
    source = tmp_path / "a.csv"
    source.write_bytes("".join(rows[:3]).encode(first) + "".join(rows[3:]).encode(second))
    journal, firms = load(tmp_path, source)
    assert firms["name"].to_list() == [f"第{n}厂" for n in range(1, 5)]
    assert journal.counts == {"register_other_encoding": 2}
    assert journal.first_lines == {"register_other_encoding": 4}
    assert journal.first_values == {"register_other_encoding": {"gbk": "gb18030", "utf-8": "utf-8"}[second]}


def test_a_broken_middle_costs_its_own_lines_alone(tmp_path: Path) -> None:
    rows = to_text([make_row(n) for n in range(1, 5)]).encode().splitlines(keepends=True)
    broken = b"\xff\xfe\x00\x01" * 1000 + b"\n" + b"\x00" * 500 + b"\n" + b"x" * (text_lines.LONGEST_LINE + 1) + b"\n"
    source = tmp_path / "a.csv"
    source.write_bytes(b"".join(rows[:3]) + broken + b"".join(rows[3:]))
    journal, firms = load(tmp_path, source)
    assert firms["name"].to_list() == [f"第{n}厂" for n in range(1, 5)]
    assert firms["line"].to_list() == [2, 3, 7, 8]
    assert journal.counts == {"register_unreadable_line": 2, "register_endless_line": 1}


def test_codes_are_proved(tmp_path: Path) -> None:
    wrong = make_code(3)[:-1] + ("0" if make_code(3)[-1] != "0" else "1")
    codes = [
        make_code(1),
        make_code(1),
        wrong,
        "9.15E+17",
        "915001020000000000",
        "500102000012345",
        "",
        make_code(8).lower(),
    ]
    rows = [make_row(n, 统一社会信用代码=code) for n, code in enumerate(codes, 1)]
    journal, firms = load(tmp_path, write(tmp_path / "a.csv", rows))
    assert firms.select("line", "code").rows() == [
        (2, make_code(1)),
        (4, None),
        (5, None),
        (6, None),
        (7, None),
        (8, None),
        (9, make_code(8)),
    ]
    assert journal.counts == {
        "register_wrong_check_digit": 1,
        "register_code_is_number": 2,
        "register_no_credit_code": 1,
        "register_code_twice": 1,
    }
    assert ["3", "register_code_twice", f"第2厂,{make_code(1)},,,,,电池制造,重庆市涪陵区"] in read_aside(tmp_path / "r")
    assert journal.first_values["register_code_twice"] == make_code(1)


def test_every_row_that_is_set_aside_stands_whole(tmp_path: Path) -> None:
    rows = [make_row(1), make_row(2, 企业名称="", 经营范围="电解液,制造"), make_row(3, 统一社会信用代码=make_code(1))]
    content = to_text(rows).encode() + b"\xff\xfe" + "坏".encode() + b"\0\0\0x\n" + b"y" * 1_100_000 + b"\n"
    source = tmp_path / "a.csv"
    source.write_bytes(content)
    journal, firms = load(tmp_path, source)
    assert firms["name"].to_list() == ["第1厂"]
    found = {line: (code, text) for line, code, text in read_aside(tmp_path / "r")}
    assert {*found} == {"3", "4", "5", "6"}
    headings = [name for name in HEADINGS if name not in journal.persons]
    for line, row in (("3", rows[1]), ("4", rows[2])):
        # Whole, but for the columns of persons, which stay blank.
        cells = dict(zip(HEADINGS, next(csv.reader([found[line][1]])), strict=True))
        assert [cells[name] for name in headings] == [
            cell for name, cell in zip(HEADINGS, row, strict=True) if name in headings
        ]
        assert {cells[name] for name in journal.persons} == {""}
    assert found["4"][0] == "register_code_twice"
    assert found["5"] == ("register_unreadable_line", "\\xff\\xfe坏\\x00*3x")
    assert found["6"] == ("register_endless_line", "y" * 1_100_000)


def test_a_row_without_a_scope_and_cells_that_say_nothing_are_noted(tmp_path: Path) -> None:
    headings = [*HEADINGS, "参保人数", "行业代码"]
    rows = [[*make_row(1, 经营范围=""), "少于五十", "某业"], [*make_row(2), "50-99人", "C3841"]]
    source = tmp_path / "a.csv"
    source.write_text(to_text(rows, headings), "utf-8")
    journal, firms = load(tmp_path, source)
    assert firms["staff"].to_list() == [None, 50]
    assert journal.counts == {"register_no_scope": 1, "register_unread_staff": 1, "register_unread_class": 1}


def test_a_cell_of_many_letters_is_read(tmp_path: Path) -> None:
    rows = [make_row(1, 经营范围="电" * 200_000), make_row(2)]
    journal, firms = load(tmp_path, write(tmp_path / "a.csv", rows))
    assert firms["scope"].str.len_chars().to_list() == [200_000, 4]
    assert journal.counts == {}


def test_a_damaged_parquet_file_is_said(tmp_path: Path) -> None:
    whole = tmp_path / "a.parquet"
    tags = pl.Series("企业标签", [["专精特新", "上市"]])
    pl.DataFrame([make_row(1)], schema=HEADINGS, orient="row").with_columns(tags).write_parquet(whole)
    _journal, firms = load(tmp_path, whole)
    assert firms["tags"].to_list() == [["专精特新", "上市"]]
    content = bytearray(whole.read_bytes())
    content[4:400] = b"\xff" * 396
    (tmp_path / "b.parquet").write_bytes(content)
    assert refused(lambda: load(tmp_path, tmp_path / "b.parquet", "b")) == ["register_unreadable"]


def test_a_csv_beside_a_folder_says_its_damage_too(tmp_path: Path) -> None:
    rows = [make_row(1), make_row(2, 企业名称=""), make_row(3, 统一社会信用代码=make_code(1), 成立日期="2004-13-01")]
    write(tmp_path / "r@2024-12-31.csv", rows)
    (register,) = list_registers(tmp_path)
    assert pl.concat([*register.batches()])["name"].to_list() == ["第1厂"]
    assert register.journal.counts == {
        "register_no_name": 1,
        "register_code_twice": 1,
        "register_unread_date": 1,
    }
    assert (register.journal.rows, register.journal.firms) == (3, 1)


def test_check_digits_are_those_of_the_standard() -> None:
    codes = [make_code(n) for n in range(40)] + ["91350100M000100Y4Z", "O" * 18, "91350100M000100Y43"]
    assert find_valid_codes(pl.Series(codes)).tolist() == [is_credit_code(code) for code in codes]


@pytest.mark.parametrize(
    ("text", "yuan", "currency"),
    [
        ("5,147.1628(万)", 51_471_628.0, "CNY"),
        ("30(万人民币元)", 300_000.0, "CNY"),
        ("2.4亿人民币", 240_000_000.0, "CNY"),
        ("1500万美元", None, "USD"),
        ("200(万香港元)", None, "HKD"),
        ("100000元", 100_000.0, "CNY"),
        ("３０００万元整", 30_000_000.0, "CNY"),
        ("500人民币", 500.0, "CNY"),
        ("3000", None, None),
        ("3,000.00", None, None),
        ("30万法国法郎", None, None),
        ("0(万人民币元)", None, None),
        ("无", None, None),
    ],
)
def test_capital_is_read(tmp_path: Path, text: str, yuan: float | None, currency: str | None) -> None:
    _journal, firms = load(tmp_path, write(tmp_path / "a.csv", [make_row(1, 注册资本=text)]))
    assert firms.select("capital", "capital_yuan", "currency").row(0) == (
        text,
        pytest.approx(yuan) if yuan else yuan,
        currency,
    )


@pytest.mark.parametrize(
    ("heading", "text", "yuan", "currency"),
    [
        ("注册资本(万元)", "3000", 30_000_000.0, "CNY"),
        ("注册资本（万元）", "3000人民币", 30_000_000.0, "CNY"),
        ("注册资本(万元)", "3000元", 3_000.0, "CNY"),
        ("注册资本（元）", "3000", 3_000.0, "CNY"),
        ("注册资金(万美元)", "120", None, "USD"),
        ("注册资金(万美元)", "120万元人民币", 1_200_000.0, "CNY"),
        ("注册资本（万泰铢）", "120", None, None),
    ],
)
def test_capital_without_a_unit_has_that_of_its_heading(
    tmp_path: Path, heading: str, text: str, yuan: float | None, currency: str | None
) -> None:
    headings = [heading if name == "注册资本" else name for name in HEADINGS]
    source = tmp_path / "a.csv"
    source.write_text(to_text([make_row(1, 注册资本=text)], headings), "utf-8")
    _journal, firms = load(tmp_path, source)
    assert firms.select("capital", "capital_yuan", "currency").row(0) == (text, yuan, currency)


def test_capital_of_an_unknown_unit_is_said(tmp_path: Path) -> None:
    rows = [make_row(n, 注册资本=text) for n, text in enumerate(["3000", "无", "30万法国法郎", "-3万"], 1)]
    journal, firms = load(tmp_path, write(tmp_path / "a.csv", rows))
    assert journal.counts == {"register_capital_unit": 2, "register_unread_capital": 2}
    assert journal.first_values == {"register_capital_unit": "3000", "register_unread_capital": "无"}
    assert firms["capital_yuan"].to_list() == [None] * 4
    assert ["2", "register_capital_unit", "3000"] in read_aside(tmp_path / "r")


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_separators_are_recognised(tmp_path: Path, separator: str) -> None:
    text = to_text([make_row(1), make_row(2), make_row(3, 企业名称="")])
    lines = text.replace(",", separator).splitlines()
    lines.insert(3, separator.join(["少", "几格"]))
    source = tmp_path / "a.csv"
    source.write_text("\n".join(lines) + "\n", "utf-8")
    journal, firms = load(tmp_path, source)
    assert firms["name"].to_list() == ["第1厂", "第2厂"]
    assert firms["scope"].to_list() == ["电池制造"] * 2
    assert journal.counts == {"register_broken_row": 1, "register_no_name": 1}
    assert journal.persons == ("法定代表人", "联系电话")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2004-05-06", "2004-05-06"),
        ("2004年5月6日", "2004-05-06"),
        ("20040506", "2004-05-06"),
        ("2004/5/6 08:30", "2004-05-06"),
    ],
)
def test_days_are_read(tmp_path: Path, text: str, day: str) -> None:
    journal, firms = load(tmp_path, write(tmp_path / "a.csv", [make_row(1, 成立日期=text)]))
    assert str(firms["founded"][0]) == day
    assert journal.counts == {}


@pytest.mark.parametrize(
    "text", ["近年", "2004-13-05", "20041305", "2004-02-30", "2004年12月", "2004-12", "200412", "38113", "5/6/2004"]
)
def test_what_is_no_day_is_said(tmp_path: Path, text: str) -> None:
    journal, firms = load(tmp_path, write(tmp_path / "a.csv", [make_row(1, 成立日期=text)]))
    assert firms["founded"].to_list() == [None]
    assert journal.counts == {"register_unread_date": 1}
    assert read_aside(tmp_path / "r") == [["2", "register_unread_date", text]]


def test_a_mapping_that_misses_the_scope_is_refused_and_one_that_is_chosen_is_remembered(tmp_path: Path) -> None:
    headings = [heading.replace("经营范围", "主要业务") for heading in HEADINGS]
    source = tmp_path / "a.csv"
    source.write_text(to_text([make_row(1)], headings), "utf-8")
    assert refused(lambda: import_register(source, tmp_path, "r")) == ["register_column_lacks"]
    assert not (tmp_path / "r").exists()
    _journal, firms = load(tmp_path, source, columns={"scope": "主要业务"})
    assert firms["scope"].to_list() == ["电池制造"]
    _journal, firms = load(tmp_path, source, "later")
    assert firms["scope"].to_list() == ["电池制造"]
    wrong = {"scope": "没有", "owner": "企业名称"}
    assert refused(lambda: map_columns(headings, wrong, "a.csv")) == [
        "register_no_such_column",
        "register_unknown_field",
    ]


def interrupt(monkeypatch: pytest.MonkeyPatch, after: int, error: BaseException) -> None:
    """The next import stops after so many parts."""
    whole, count = importing.write_whole, 0

    def write_some(path: Path, content: bytes) -> None:
        nonlocal count
        count += path.suffix == ".parquet"
        if count > after:
            raise error
        whole(path, content)

    monkeypatch.setattr(importing, "write_whole", write_some)


@pytest.fixture
def long_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(text_lines, "BLOCK", 2_000)
    return write(tmp_path / "a.csv", [make_row(n) for n in range(1, 101)])


def test_an_interrupted_import_goes_on_where_it_stopped(
    long_source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        interrupt(patch, 3, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            import_register(long_source, tmp_path, "r")
    stopped = read_journal(tmp_path / "r")
    assert stopped is not None
    assert (stopped.parts, stopped.finished) == (3, False)
    assert 0 < stopped.rows < 100
    assert refused(lambda: [*Register(stopped, tmp_path / "r").batches()]) == ["register_unfinished"]
    offsets: list[int] = []
    journal, firms = load(tmp_path, long_source, progress=lambda done, total: offsets.append(done))
    assert min(offsets) > stopped.offset
    assert firms["name"].to_list() == [f"第{n}厂" for n in range(1, 101)]
    assert (journal.rows, journal.firms) == (100, 100)


def test_a_full_disk_is_said_and_nothing_is_lost(
    long_source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        interrupt(patch, 2, OSError(errno.ENOSPC, "No space left on device", "part"))
        assert refused(lambda: import_register(long_source, tmp_path, "r")) == ["register_disk_full"]
    assert load(tmp_path, long_source)[1].height == 100


def test_another_file_under_the_same_id_is_refused(tmp_path: Path) -> None:
    load(tmp_path, write(tmp_path / "a.csv", [make_row(1)]))
    other = write(tmp_path / "b.csv", [make_row(2), make_row(3)])
    assert refused(lambda: import_register(other, tmp_path, "r")) == ["register_other_source"]
    assert [register.journal.firms for register in list_registers(tmp_path) if register.path.is_dir()] == [1]


@pytest.mark.parametrize("rows", [[], [make_row(1, 企业名称="")]])
def test_a_file_of_which_no_row_is_a_firm_is_read_as_any_other(tmp_path: Path, rows: list[list[str]]) -> None:
    journal = import_register(write(tmp_path / "a.csv", rows), tmp_path, "r")
    register = Register(journal, tmp_path / "r")
    assert (journal.firms, journal.finished) == (0, True)
    assert sum(firms.height for firms in register.batches()) == 0
    terms = make_terms(pl.DataFrame({"product": ["cell"], "name": ["电池"], "is_first": [True]}))
    assert find_matches([register], Matcher(terms, {}), ["cell"]).is_empty()


def test_workbooks_and_parquet_give_the_same_firms(tmp_path: Path) -> None:
    rows = [make_row(n) for n in range(1, 4)]
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [HEADINGS, *rows, make_row(4, 统一社会信用代码="")]:
        sheet.append(row)
    sheet.cell(5, 2).value = 915001020000000001  # a code that a spreadsheet took for a number
    book.save(tmp_path / "a.xlsx")
    pl.DataFrame(rows, schema=HEADINGS, orient="row").write_parquet(tmp_path / "a.parquet")
    journal, from_book = load(tmp_path, tmp_path / "a.xlsx", "book")
    _journal, from_parquet = load(tmp_path, tmp_path / "a.parquet", "parquet")
    assert from_book.head(3).drop("line").equals(from_parquet.drop("line"))
    assert journal.counts == {"register_code_is_number": 1}


def test_utf_16_is_refused_with_what_to_do(tmp_path: Path) -> None:
    assert refused(lambda: load(tmp_path, write(tmp_path / "a.csv", [make_row(1)], "utf-16"))) == ["register_encoding"]


def test_damage_of_every_kind_in_the_real_register_is_found(tmp_path: Path) -> None:
    import gzip

    from .test_labelled_scopes import CHONGQING

    if not CHONGQING.is_file():
        pytest.skip(f"the register is not here: {CHONGQING}")
    lines = gzip.decompress(CHONGQING.read_bytes()).splitlines(keepends=True)[:3_001]
    for number in range(100, 3_000, 100):
        lines[number] = (
            lines[number][: len(lines[number]) // 2].rstrip(b"\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xef") + b"\n"
        )
    source = tmp_path / "a.csv"
    source.write_bytes(b"".join(lines))
    _journal, firms = load(tmp_path, source)
    # Every row is a firm, or stands in the file of what was set aside.
    aside = {int(line) for line, code, _text in read_aside(tmp_path / "r") if code != "register_unread_capital"}
    lines_of_file = {*range(2, 3_002)}
    assert {*firms["line"]} | aside == lines_of_file
    assert len({number + 1 for number in range(100, 3_000, 100)} - aside) <= 6  # cut within the last cell: still a row
