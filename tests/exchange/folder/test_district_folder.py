"""Bad input, one mistake a folder: the code, the place and the whole message in both languages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

import liantu
from liantu.model.problems import Problem, Problems

ORCHARD = Path(__file__).parents[2] / "districts" / "orchard"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ORCHARD, tmp_path / "orchard"))


def refused(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(Problems) as caught:
        liantu.open(folder)
    return caught.value.problems


def change(file: str, old: str, new: str) -> Callable[[Path], None]:
    """A mistake: one piece of text of one file replaced by another."""

    def make(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return make


def write(file: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / file).write_bytes(content) and None


def remove(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


def huge(folder: Path) -> None:
    os.truncate(folder / "events.csv", 200_000_000)  # sparse: no disk is used


def link(file: str, target: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / file).unlink(missing_ok=True)
        (folder / file).symlink_to(target)

    return make


def pipe(file: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / file).unlink(missing_ok=True)
        os.mkfifo(folder / file)

    return make


def describe(text: str) -> Callable[[Path], None]:
    """A description that ends with what is wrong."""
    return lambda folder: (folder / "district.yaml").write_text(f"id: a\nzh: 甲\nas_of: 2030\n{text}\n") and None


PART_OF_ITSELF = """id,plant,product,part_of,basis
juice-1,sweet-1,juice,juice-1,ours
juice-2,sweet-2,juice,,ours
pulp-1,mash-1,pulp,,ours
pulp-next,next-1,pulp,,ours
pulp-far,far-1,pulp,,ours
"""


@dataclass(frozen=True)
class Case:
    name: str
    make: Callable[[Path], None]
    code: str
    file: str
    row: int | None
    column: str
    zh: str
    en: str


CASES = [
    Case(
        "missing table",
        remove("capacities.csv"),
        *("missing_table", "capacities.csv", None, ""),
        "capacities.csv：缺少必需的表 capacities.csv。请补充该文件，可只有表头。",
        "capacities.csv: the table capacities.csv is missing. Add the file; a header alone will do.",
    ),
    Case(
        "unknown table",
        write("plant.csv", b"id,zh\n"),
        *("unknown_table", "plant.csv", None, ""),
        "plant.csv：没有名为“plant”的表。请核对文件名。",
        "plant.csv: there is no table called “plant”. Check the file name.",
    ),
    Case(
        "unknown column",
        change("plants.csv", "firm,place", "firm,plase"),
        *("unknown_column", "plants.csv", 1, "plase"),
        "plants.csv，第 1 行，“plase”列：没有名为“plase”的列 (place?)。请改名或删除该列。",
        "plants.csv, row 1, column “plase”: there is no column called “plase” (place?). Rename or remove it.",
    ),
    Case(
        "missing column",
        change("chains.csv", "id,zh,en,root,basis\njuice,果汁链,juice,juice,ours", "id,en,root,basis"),
        *("missing_column", "chains.csv", 1, "zh"),
        "chains.csv，第 1 行，“zh”列：缺少必填列“zh”。请补上该列。",
        "chains.csv, row 1, column “zh”: the required column “zh” is missing. Add it.",
    ),
    Case(
        "column twice, once in Chinese",
        change("loads.csv", "basis,source\nsweet-1,2029,80,", "basis,开工率\nsweet-1,2029,80,"),
        *("duplicate_column", "loads.csv", 1, "utilisation"),
        "loads.csv，第 1 行，“utilisation”列：列“utilisation”出现两次。请删除其一。",
        "loads.csv, row 1, column “utilisation”: the column “utilisation” stands twice. Remove one.",
    ),
    Case(
        "ragged row",
        change("plants.csv", "sweet-2,榨汁二厂,sweet,here", "sweet-2,榨汁,二厂,sweet,here"),
        *("ragged_row", "plants.csv", 3, ""),
        "plants.csv，第 3 行：该行有 7 列，表头有 6 列。"
        "少了请在行末补逗号（空着的列也要），或从表头删去不用的列；多了多半是内容含逗号，请加英文双引号。",
        "plants.csv, row 3: this row has 7 columns, the header has 6. "
        "Too few: add commas for the blank columns at the end, or take unused columns out of the header. "
        "Too many: text with a comma goes in double quotes.",
    ),
    Case(
        "quote never closed",
        change("plants.csv", "榨汁二厂", '"榨汁二厂'),
        *("unreadable_rows", "plants.csv", None, ""),
        "plants.csv：引号或换行有误，第 6 行起无法分列。请用“另存为 CSV UTF-8”重新保存。",
        "plants.csv: quotes or line breaks are wrong: the columns cannot be told apart from row 6 on. "
        "Save it again as CSV UTF-8.",
    ),
    Case(
        "value missing",
        change("plants.csv", "mash-1,打浆厂,mash", "mash-1,打浆厂,"),
        *("required", "plants.csv", 4, "firm"),
        "plants.csv，第 4 行，“firm”列：必填内容为空。请填写。",
        "plants.csv, row 4, column “firm”: a value is required here. Fill it in.",
    ),
    Case(
        "not a choice",
        change("events.csv", "2,juice-2,building,2030-01,stated", "2,juice-2,dreaming,2030-01,stated"),
        *("not_a_choice", "events.csv", 3, "stage"),
        "events.csv，第 3 行，“stage”列：“dreaming”不在可选值内。可选："
        "线索、研判、洽谈、公布、签约、意向签约、框架协议、正式合同、落户、开工、在建、主体封顶、竣工、投产、达产、升规、技改、增"
        "资扩产、纳统、申报、入驻、中试、实验室阶段、停产、暂缓、流失、终止、退地。",
        "events.csv, row 3, column “stage”: “dreaming” is not one of the choices. Choose one of: "
        "lead, assessed, talks, announced, signed, signed_intent, signed_framework, signed_contract, landed, started, "
        "building, structure, completed, operating, full_output, above_threshold, upgraded, expanding, in_statistics, "
        "applied, moved_in, trial, laboratory, stopped, paused, lost, ended, land_returned.",
    ),
    Case(
        "unknown unit",
        change("capacities.csv", "200000,jin/年", "200000,jinn/年"),
        *("unknown_unit", "capacities.csv", 3, "unit"),
        "capacities.csv，第 3 行，“unit”列：不认识单位“jinn/年” (jin/年?)。请改用已有单位，或在 units.csv 增加。",
        "capacities.csv, row 3, column “unit”: the unit “jinn/年” is not known (jin/年?). "
        "Use a known unit, or add it in units.csv.",
    ),
    Case(
        "wrong dimension",
        change("capacities.csv", "200000,jin/年", "200000,barrel/年"),
        *("wrong_dimension", "capacities.csv", 3, "unit"),
        "capacities.csv，第 3 行，“unit”列：单位“barrel/年”与“t”量纲不同。请改用同类单位。",
        "capacities.csv, row 3, column “unit”: “barrel/年” does not measure the same thing as “t”. "
        "Use a unit of the same kind.",
    ),
    Case(
        "wrong dimension of a coefficient",
        change("coefficients.csv", "jin,A", "barrel,A"),
        *("wrong_dimension", "coefficients.csv", 5, "unit"),
        "coefficients.csv，第 5 行，“unit”列：单位“barrel”与“t”量纲不同。请改用同类单位。",
        "coefficients.csv, row 5, column “unit”: “barrel” does not measure the same thing as “t”. "
        "Use a unit of the same kind.",
    ),
    Case(
        "no unit",
        change("capacities.csv", "1000,吨/年", "1000,"),
        *("missing_unit", "capacities.csv", 2, "amount"),
        "capacities.csv，第 2 行，“amount”列：有数值“1000”而没有单位。请填写单位。",
        "capacities.csv, row 2, column “amount”: “1000” has no unit. Write the unit.",
    ),
    Case(
        "unknown product",
        change("capacities.csv", "mash-1,pulp", "mash-1,pulpe"),
        *("unknown_product", "capacities.csv", 4, "product"),
        "capacities.csv，第 4 行，“product”列：没有名为“pulpe”的产品 (pulp?)。请核对。",
        "capacities.csv, row 4, column “product”: there is no product called “pulpe” (pulp?). Check it.",
    ),
    Case(
        "dangling source",
        change("loads.csv", "stated,report", "stated,reprot"),
        *("dangling", "loads.csv", 2, "source"),
        "loads.csv，第 2 行，“source”列：“reprot”在 来源（sources） 中找不到 (report?)。请核对名称或编号，或先新增。",
        "loads.csv, row 2, column “source”: “reprot” is not in sources (report?). "
        "Check the name or id or add the row first.",
    ),
    Case(
        "stated without source",
        change("loads.csv", "stated,report", "stated,"),
        *("source_required", "loads.csv", 2, "source"),
        "loads.csv，第 2 行，“source”列：原文所载的行没有写来源。请填写来源与段落。",
        "loads.csv, row 2, column “source”: a stated row has no source. Name the source and the paragraph.",
    ),
    Case(
        "duplicate key",
        change("loads.csv", "stated,report", "stated,report\nsweet-1,2029,90,stated,report"),
        *("duplicate_key", "loads.csv", 3, ""),
        "loads.csv，第 3 行：主键“sweet-1/2029”重复，首次出现在第 2 行。请合并或改编号。",
        "loads.csv, row 3: the key “sweet-1/2029” stands twice; first in row 2. Merge the rows or change the id.",
    ),
    Case(
        "negative capacity",
        change("capacities.csv", "1000,吨/年", "-1000,吨/年"),
        *("negative_number", "capacities.csv", 2, "amount"),
        "capacities.csv，第 2 行，“amount”列：“-1000”是负数。请填零或正数；未掌握请留空。",
        "capacities.csv, row 2, column “amount”: “-1000” is negative. Write zero or more, or leave blank when unknown.",
    ),
    Case(
        "text capacity",
        change("capacities.csv", "1000,吨/年", "约一千,吨/年"),
        *("text_number", "capacities.csv", 2, "amount"),
        "capacities.csv，第 2 行，“amount”列：“约一千”不是数字。请填数字；未掌握请留空。",
        "capacities.csv, row 2, column “amount”: “约一千” is not a number. "
        "Write a number, or leave blank when unknown.",
    ),
    Case(
        "nan capacity",
        change("capacities.csv", "1000,吨/年", "NaN,吨/年"),
        *("text_number", "capacities.csv", 2, "amount"),
        "capacities.csv，第 2 行，“amount”列：“NaN”不是数字。请填数字；未掌握请留空。",
        "capacities.csv, row 2, column “amount”: “NaN” is not a number. Write a number, or leave blank when unknown.",
    ),
    Case(
        "number that can be read two ways",
        change("capacities.csv", "0.03,万吨/年", "4万,万吨/年"),
        *("text_number", "capacities.csv", 4, "amount"),
        "capacities.csv，第 4 行，“amount”列：“4万”不是数字。请填数字；未掌握请留空。",
        "capacities.csv, row 4, column “amount”: “4万” is not a number. Write a number, or leave blank when unknown.",
    ),
    Case(
        "share above 100",
        change("loads.csv", "2029,80", "2029,180"),
        *("share_out_of_range", "loads.csv", 2, "utilisation"),
        "loads.csv，第 2 行，“utilisation”列：“180”不在 0 到 100 之间。比例请填 0—100。",
        "loads.csv, row 2, column “utilisation”: “180” is not between 0 and 100. Write a percentage from 0 to 100.",
    ),
    Case(
        "impossible period",
        change("events.csv", "building,2030-01", "building,2030-13"),
        *("impossible_period", "events.csv", 3, "period"),
        "events.csv，第 3 行，“period”列：“2030-13”不是有效时期。"
        "写法：2023、2023-Q1、2023-01..09、2023-05、2023-05-01、2023-05-01..2023-05-20、199X、2006..。",
        "events.csv, row 3, column “period”: “2030-13” is not a period. "
        "Write 2023, 2023-Q1, 2023-01..09, 2023-05, 2023-05-01, 2023-05-01..2023-05-20, 199X or 2006...",
    ),
    Case(
        "part larger than total",
        change(
            "capacities.csv",
            "self_use,basis,source\njuice-1,sweet-1,juice,1000,吨/年,,stated,report\n"
            "juice-2,sweet-2,juice,200000,jin/年,,stated,report\npulp-1,mash-1,pulp,0.03,万吨/年,,stated,report\n"
            "pulp-next,next-1,pulp,400,t,25,stated,report\npulp-far,far-1,pulp,9999,t,,stated,report",
            "part_of,basis\njuice-1,sweet-1,juice,1000,吨/年,,ours\njuice-2,sweet-2,juice,2000200,jin/年,juice-1,ours\n"
            "pulp-1,mash-1,pulp,0.03,万吨/年,,ours\npulp-next,next-1,pulp,400,t,,ours\npulp-far,far-1,pulp,,,,ours",
        ),
        *("part_exceeds_total", "capacities.csv", 2, "amount"),
        "capacities.csv，第 2 行，“amount”列：分项合计 1000.1 t 大于总量 1000 t。请核对总量与分项的口径。",
        "capacities.csv, row 2, column “amount”: the parts add up to 1000.1 t: more than the total "
        "of 1000 t. Check the total and its parts.",
    ),
    Case(
        "empty file",
        write("events.csv", b""),
        *("empty_file", "events.csv", None, ""),
        "events.csv：文件是空的，没有表头。请补上表头。",
        "events.csv: the file is empty: it has no header. Write the header line.",
    ),
    Case(
        "undecodable bytes",
        write("events.csv", b"id,capacity,stage,period,basis\n1,juice-1,operating,\xff\xff,ours\n"),
        *("undecodable", "events.csv", None, ""),
        "events.csv：文件既不是 UTF-8 也不是 GB18030，第 52 字节无法识别。请用“另存为 CSV UTF-8”重新保存。",
        "events.csv: the file is neither UTF-8 nor GB18030; byte 52 cannot be read. Save it again as CSV UTF-8.",
    ),
    Case(
        "200 MB",
        huge,
        *("too_large", "events.csv", None, ""),
        "events.csv：文件大小 200 MB，超过上限 50 MB。请拆分，或只保留本表需要的行。",
        "events.csv: the file is 200 MB, above the limit of 50 MB. Split it or keep only the rows the table needs.",
    ),
    Case(
        "two owners of one name",
        write("names.csv", "entity,name,kind,basis\nsweet,甜果,short,ours\nmash,甜果,short,ours\n".encode()),
        *("two_owners", "names.csv", 3, "name"),
        "names.csv，第 3 行，“name”列：名称“甜果”同时属于 mash, sweet。一个名称只能属于一个对象，请改其中之一。",
        "names.csv, row 3, column “name”: the name “甜果” belongs to mash, sweet. "
        "A name has one owner; change one of them.",
    ),
    Case(
        "two firms of one name",
        change("firms.csv", "邻县果浆厂", "果浆厂"),
        *("two_owners", "firms.csv", 4, "zh"),
        "firms.csv，第 4 行，“zh”列：名称“果浆厂”同时属于 mash, next。一个名称只能属于一个对象，请改其中之一。",
        "firms.csv, row 4, column “zh”: the name “果浆厂” belongs to mash, next. "
        "A name has one owner; change one of them.",
    ),
    Case(
        "coefficients out of order",
        change("coefficients.csv", "1.1,1.2,1.4", "1.3,1.2,1.4"),
        *("low_typical_high", "coefficients.csv", 2, "typical"),
        "coefficients.csv，第 2 行，“typical”列：低值、中值、高值次序不对：1.3 / 1.2 / 1.4。应为 低值 ≤ 中值 ≤ 高值。",
        "coefficients.csv, row 2, column “typical”: low, typical and high are out of order: "
        "1.3 / 1.2 / 1.4. They must rise: low ≤ typical ≤ high.",
    ),
    Case(
        "below the theoretical minimum",
        change(
            "coefficients.csv",
            "unit,grade\nPRESS,pulp,input,1.1,1.2,1.4,,A\nPRESS,cask,input,4,5,6,,B\n"
            "PRESS,pomace,byproduct,0.1,0.2,0.3,,C\nMASH,fruit,input,1600,2000,2400,jin,A",
            "unit,grade,bound,bound_kind,bound_reason\nPRESS,pulp,input,1.1,1.2,1.4,,A,1.15,hard,\n"
            "PRESS,cask,input,4,5,6,,B,8,recipe,\nPRESS,pomace,byproduct,0.1,0.2,0.3,,C,1,hard,\n"
            "MASH,fruit,input,1600,2000,2400,jin,A,1700,hard,水分计入",
        ),
        *("below_bound", "coefficients.csv", 2, "low"),
        "coefficients.csv，第 2 行，“low”列：1.1 低于理论下限 1.15，且没有写理由。请核对，或填写“低于理论值的理由”。",
        "coefficients.csv, row 2, column “low”: 1.1 is below the theoretical minimum 1.15 and no reason "
        "is given. Check it or write the reason in bound_reason.",
    ),
    Case(
        "loop that feeds on itself",
        change("coefficients.csv", "MASH,fruit,input", "MASH,juice,input,0.8,0.9,1,,C\nMASH,fruit,input"),
        *("loop_too_strong", "coefficients.csv", None, ""),
        "coefficients.csv：产品循环自耗不小于产出：juice, pulp。请核对这些产品默认工艺的单耗。",
        "coefficients.csv: the loop of juice, pulp consumes, round after round, at least as much as "
        "it makes. Check the coefficients of their default processes.",
    ),
    Case(
        "part of itself",
        write("capacities.csv", PART_OF_ITSELF.encode()),
        *("part_of_loop", "capacities.csv", None, "part_of"),
        "capacities.csv，“part_of”列：“属于”关系成环：juice-1 → juice-1。请改正“属于”。",
        "capacities.csv, column “part_of”: part_of goes in a circle: juice-1 → juice-1. Mend part_of.",
    ),
    Case(
        "neither plant nor group",
        change("capacities.csv", "pulp-1,mash-1,pulp", "pulp-1,,pulp"),
        *("plant_or_group", "capacities.csv", 4, "plant"),
        "capacities.csv，第 4 行，“plant”列：装置与组必须填一个，且只能填一个。请只填其一。",
        "capacities.csv, row 4, column “plant”: exactly one of plant and group is needed. Fill in one of the two.",
    ),
    Case(
        "quote too long",
        change(
            "loads.csv", "basis,source\nsweet-1,2029,80,stated,report", f"basis,quote\nsweet-1,2029,80,ours,{'字' * 31}"
        ),
        *("long_quote", "loads.csv", 2, "quote"),
        "loads.csv，第 2 行，“quote”列：原文引用有 31 字，超过 30 字。请缩短。",
        "loads.csv, row 2, column “quote”: the quote has 31 characters; at most 30 are allowed. Shorten it.",
    ),
    Case(
        "bytes of no text",
        write("events.csv", b"id,capacity,stage,period,basis\n\xff\xfe"),
        *("undecodable", "events.csv", None, ""),
        "events.csv：文件既不是 UTF-8 也不是 GB18030，第 32 字节无法识别。请用“另存为 CSV UTF-8”重新保存。",
        "events.csv: the file is neither UTF-8 nor GB18030; byte 32 cannot be read. Save it again as CSV UTF-8.",
    ),
    Case(
        "nothing but blank lines",
        write("events.csv", b"\xef\xbb\xbf\n \n\n"),
        *("empty_file", "events.csv", None, ""),
        "events.csv：文件是空的，没有表头。请补上表头。",
        "events.csv: the file is empty: it has no header. Write the header line.",
    ),
    Case(
        "no description",
        remove("district.yaml"),
        *("missing_description", "district.yaml", None, ""),
        "district.yaml：缺少 district.yaml。请新建 district.yaml，写明 id、zh、as_of。",
        "district.yaml: district.yaml is missing. Write one with id, zh and as_of.",
    ),
    Case(
        "description that is no YAML",
        write("district.yaml", b"id: [orchard\nzh: x\n"),
        *("bad_description", "district.yaml", None, ""),
        "district.yaml：district.yaml 无法读取：2:3。请改正；应为“字段: 值”的形式，写明 id、zh、as_of。",
        "district.yaml: district.yaml cannot be read: 2:3. Mend it: lines of “field: value”, with id, zh and as_of.",
    ),
    Case(
        "description that is no list of fields",
        write("district.yaml", "果园县".encode()),
        *("bad_description", "district.yaml", None, ""),
        "district.yaml：district.yaml 无法读取：果园县。请改正；应为“字段: 值”的形式，写明 id、zh、as_of。",
        "district.yaml: district.yaml cannot be read: 果园县. Mend it: lines of “field: value”, with id, zh and as_of.",
    ),
    Case(
        "description without a date",
        change("district.yaml", "as_of: 2030-06-30", ""),
        *("required", "district.yaml", None, "as_of"),
        "district.yaml，“as_of”列：必填内容为空。请填写。",
        "district.yaml, column “as_of”: a value is required here. Fill it in.",
    ),
    Case(
        "description with no such day",
        change("district.yaml", "2030-06-30", "2030-06-31"),
        *("bad_description", "district.yaml", None, ""),
        "district.yaml：district.yaml 无法读取：day is out of range for month。"
        "请改正；应为“字段: 值”的形式，写明 id、zh、as_of。",
        "district.yaml: district.yaml cannot be read: day is out of range for month. "
        "Mend it: lines of “field: value”, with id, zh and as_of.",
    ),
    Case(
        "description with a date in words",
        change("district.yaml", "2030-06-30", "去年"),
        *("impossible_period", "district.yaml", None, "as_of"),
        "district.yaml，“as_of”列：“去年”不是有效时期。"
        "写法：2023、2023-Q1、2023-01..09、2023-05、2023-05-01、2023-05-01..2023-05-20、199X、2006..。",
        "district.yaml, column “as_of”: “去年” is not a period. "
        "Write 2023, 2023-Q1, 2023-01..09, 2023-05, 2023-05-01, 2023-05-01..2023-05-20, 199X or 2006...",
    ),
    Case(
        "unit without a size",
        change("units.csv", "jin,mass,0.0005", "jin,mass,half a kilo"),
        *("text_number", "units.csv", 2, "factor"),
        "units.csv，第 2 行，“factor”列：“half a kilo”不是数字。请填数字；未掌握请留空。",
        "units.csv, row 2, column “factor”: “half a kilo” is not a number. "
        "Write a number, or leave blank when unknown.",
    ),
]
#: What follows from a mistake and is reported beside it.
ALSO = {"unit without a size": ["unknown_unit", "unknown_unit"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_mistake(case: Case, folder: Path) -> None:
    case.make(folder)
    found = refused(folder)
    also = sorted(ALSO.get(case.name, []))
    assert sorted(p.code for p in found) == sorted([case.code, *also])
    problem = next(p for p in found if p.code == case.code)
    assert (problem.file, problem.row, problem.column) == (case.file, case.row, case.column)
    assert problem.message("zh_CN") == case.zh
    assert problem.message("en") == case.en


def test_missing_folder(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path / "nowhere")
    path = tmp_path / "nowhere"
    assert problem.message("zh_CN") == f"找不到文件夹“{path}”。请核对路径。"
    assert problem.message("en") == f"There is no folder “{path}”. Check the path."


def test_every_mistake_is_told_at_once(folder: Path) -> None:
    makers = ("unknown unit", "negative capacity", "impossible period", "dangling source", "two firms of one name")
    makers += ("undecodable bytes", "coefficients out of order", "unknown column", "wrong dimension of a coefficient")
    chosen = {case.name: case for case in CASES}
    for name in makers:
        if name not in ("impossible period",):  # its file becomes undecodable
            chosen[name].make(folder)
    codes = [p.code for p in refused(folder)]
    expected = [chosen[name].code for name in makers if name != "impossible period"]
    assert sorted(codes) == sorted(expected)


def test_a_table_that_cannot_be_read_does_not_blame_the_others(folder: Path) -> None:
    (folder / "sources.csv").write_bytes(b"\xff\xff")
    assert [p.code for p in refused(folder)] == ["undecodable"]


# -- read, and said ---------------------------------------------------------------------------------------------


def opened(folder: Path) -> tuple[liantu.District, list[Problem]]:
    district = liantu.open(folder)
    return district, list(district.notes)


def amount(district: liantu.District, key: str) -> tuple[str, str]:
    row = district.tables["capacities"].row(by_predicate=pl.col("id") == key, named=True)
    return row["amount"], row["unit"]


def test_orchard_needs_no_notes() -> None:
    assert opened(ORCHARD)[1] == []


def test_byte_order_mark(folder: Path) -> None:
    path = folder / "plants.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    district, notes = opened(folder)
    assert district.tables["plants"].equals(liantu.open(ORCHARD).tables["plants"])
    assert [n.message("zh_CN") for n in notes] == ["plants.csv：文件带 BOM，已去除。"]
    assert notes[0].message("en") == ("plants.csv: the file starts with a byte-order mark; it was taken off.")


def test_gb18030(folder: Path) -> None:
    for file in ("firms.csv", "district.yaml"):
        path = folder / file
        path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    district, notes = opened(folder)
    assert district.tables["firms"].equals(liantu.open(ORCHARD).tables["firms"])
    assert district.tables.about["zh"] == "果园县"
    assert [(n.code, n.file) for n in notes] == [("read_gb18030", "district.yaml"), ("read_gb18030", "firms.csv")]
    assert notes[1].message("zh_CN") == "firms.csv：文件是 GB18030 编码，已转换。"
    assert notes[1].message("en") == "firms.csv: the file is in GB18030; it was converted."


@pytest.mark.parametrize(
    ("cell", "code", "read"),
    [
        ("４５０", "read_full_width", "450"),
        ("１，２００．５", "read_full_width", "1200.5"),
        ("45万吨", "read_with_unit", "450000"),
        ("45 万", "read_with_unit", "450000"),
        ("９００斤", "read_with_unit", "0.45"),
        ("1e3", "read_number", "1000"),
        ('"12,000"', "read_number", "12000"),
    ],
)
def test_numbers_as_people_write_them(folder: Path, cell: str, code: str, read: str) -> None:
    text = (folder / "units.csv").read_text(encoding="utf-8")
    (folder / "units.csv").write_text(text + "斤,mass,0.0005,斤,jin\n", encoding="utf-8")
    change("capacities.csv", "1000,吨/年", f"{cell},吨/年")(folder)
    district, notes = opened(folder)
    assert amount(district, "juice-1") == (read, "吨/年")
    assert [(n.code, n.file, n.row, n.column) for n in notes] == [(code, "capacities.csv", 2, "amount")]
    assert f"{read} 吨/年" in notes[0].message("zh_CN")
    assert f"{read} 吨/年" in notes[0].message("en")


def test_the_words_of_a_note(folder: Path) -> None:
    change("capacities.csv", "400,t", "４００,t")(folder)
    change("capacities.csv", "1000,吨/年", "45万吨,t")(folder)
    _, notes = opened(folder)
    where = "capacities.csv, row {}, column “amount”"
    assert [n.message("en") for n in notes] == [
        f"{where.format(2)}: “45万吨” carries its own unit; read as 450000 t.",
        f"{where.format(5)}: “４００” has full-width digits; read as 400 t.",
    ]
    assert notes[0].message("zh_CN") == ("capacities.csv，第 2 行，“amount”列：“45万吨”带单位，按 450000 t 读取。")


def test_a_unit_in_the_cell_fills_a_blank_unit(folder: Path) -> None:
    change("capacities.csv", "1000,吨/年", "45万吨,")(folder)
    district, notes = opened(folder)
    assert amount(district, "juice-1") == ("45", "万吨")
    assert [n.code for n in notes] == ["read_with_unit"]


def test_percent_sign(folder: Path) -> None:
    change("loads.csv", "2029,80", "2029,80％")(folder)
    district, notes = opened(folder)
    assert district.tables["loads"]["utilisation"].to_list() == ["80"]
    assert [n.code for n in notes] == ["read_with_unit"]


# -- what is no file, and text that never ends ---------------------------------------------------------------------

LAUGHS = "a: &a [x, x]\n" + "\n".join(f"{b}: &{b} [*{a}, *{a}, *{a}]" for a, b in pairwise("abcdefghijklmnop"))
DEEP = "note: " + "[" * 190_000


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The nodes that readers of YAML compose meanwhile: how much of a text was read, on any machine."""
    nodes: list[object] = []
    compose = yaml.composer.Composer.compose_node

    def count_node(composer: Any, parent: Any, index: Any) -> Any:
        nodes.append(index)
        return compose(composer, parent, index)

    monkeypatch.setattr(yaml.composer.Composer, "compose_node", count_node)
    return nodes


@pytest.mark.parametrize(
    ("make", "code", "file", "words"),
    [
        (link("loads.csv", "nowhere.csv"), "no_regular_file", "loads.csv", "a link to nothing"),
        (link("loads.csv", "loads.csv"), "no_regular_file", "loads.csv", "a link that leads to itself"),
        (pipe("loads.csv"), "no_regular_file", "loads.csv", "a pipe or device"),
        (link("loads.csv", "/dev/zero"), "no_regular_file", "loads.csv", "a pipe or device"),
        (lambda folder: (folder / "firms.csv").mkdir(), "no_regular_file", "firms.csv", "a folder"),
        (link("district.yaml", "nowhere"), "no_regular_file", "district.yaml", "a link to nothing"),
        (pipe("district.yaml"), "no_regular_file", "district.yaml", "a pipe or device"),
        (write("Loads.CSV", b"plant,period\n"), "unknown_table", "Loads.CSV", "called “Loads”"),
        (write("firms.CSV", b"id,zh,kind,basis\n"), "table_twice", "firms.csv", "the other is firms.CSV"),
        (write("approvals", b""), "no_folder", "approvals", "should be a folder"),
        (link("approvals", "nowhere"), "no_folder", "approvals", "should be a folder"),
        (link("approvals", "approvals"), "no_folder", "approvals", "should be a folder"),
        (describe("note: {1: x, 0x1: y}"), "written_twice", "district.yaml", "row 4"),
        (describe(LAUGHS), "yaml_alias", "district.yaml", "*a"),
        (describe("note: &n [*n]"), "yaml_alias", "district.yaml", "*n"),
        (describe(DEEP), "yaml_too_deep", "district.yaml", "40 levels"),
        (describe("zh: 乙"), "written_twice", "district.yaml", "row 4"),
        (describe("note: {x: 1, x: 2}"), "written_twice", "district.yaml", "row 4"),
        (describe('note: "a\\0b"'), "unwritable_character", "district.yaml", "U+0000"),
        (describe(f"note: {'9' * 5000}"), "bad_description", "district.yaml", "cannot be read"),
        (describe("#" * 300_000), "too_large", "district.yaml", "limit"),
    ],
)
def test_what_is_no_file_or_no_end(
    folder: Path, composed: list[object], make: Callable[[Path], object], code: str, file: str, words: str
) -> None:
    if code == "no_regular_file" and file == "firms.csv":
        (folder / file).unlink()
    make(folder)
    problem = next(problem for problem in refused(folder) if problem.file == file)
    assert len(composed) < 100  # whatever a text says of how much more there is
    assert problem.code == code
    assert words in problem.message("en")


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "A.YAML"])
def test_a_graph_of_aliases_of_aliases(folder: Path, composed: list[object], name: str) -> None:
    (folder / "approvals").mkdir()
    (folder / "approvals" / name).write_text(LAUGHS)
    assert [problem.code for problem in refused(folder)] == ["not_yaml"]
    assert len(composed) < 100


@pytest.mark.parametrize(
    ("id", "code", "shown"),
    [
        ("mash/1", "bad_id", "mash/1"),
        ("mash\\1", "bad_id", "mash\\1"),
        ("..", "bad_id", ".."),
        (".", "bad_id", "."),
        ("mash\u20661", "bad_id", "mash<U+2066>1"),
        ("mash\u00ad1", "bad_id", "mash<U+00AD>1"),
        ("mash\u061c1", "bad_id", "mash<U+061C>1"),
        ("mash\ufeff1", "bad_id", "mash<U+FEFF>1"),
        ("mash\u202e1", "bad_id", "mash<U+202E>1"),
        ("mash\u200b1", "bad_id", "mash<U+200B>1"),
        ("Sweet-1", "ids_alike", "Sweet-1"),
        ("sweet-１", "ids_alike", "sweet-１"),
        ("9.15001E+17", "digits_lost", "9.15001E+17"),
        ("915001023456789000", "digits_lost", "915001023456789000"),
        ("mash\x001", "unwritable_character", "mash<U+0000>1"),
    ],
)
def test_ids_that_read_as_another_thing(folder: Path, id: str, code: str, shown: str) -> None:
    with (folder / "plants.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{id},新厂,sweet,here,ours,\n")
    found = [problem for problem in refused(folder) if problem.table == "plants"]
    assert [(p.code, p.column, p.value) for p in found] == [(code, "id", shown)]


def test_the_very_same_id_is_a_key_that_stands_twice_and_no_more(folder: Path) -> None:
    with (folder / "plants.csv").open("a", encoding="utf-8") as stream:
        stream.write("sweet-1,新厂,sweet,here,ours,\n")
    assert [problem.code for problem in refused(folder) if problem.table == "plants"] == ["duplicate_key"]


def test_units_are_known_by_their_signs(folder: Path) -> None:
    text = (folder / "units.csv").read_text(encoding="utf-8")
    (folder / "units.csv").write_text(text + "Jin/t,mass,2,大斤,Jin\n", encoding="utf-8")
    assert "Jin/t" in liantu.open(folder).tables["units"]["id"].to_list()
    (folder / "units.csv").write_text(text + "JIN,mass,2,大斤,JIN\n", encoding="utf-8")
    assert "JIN" in liantu.open(folder).tables["units"]["id"].to_list()


# -- what is taken without a word -------------------------------------------------------------------------------


def test_chinese_headers(folder: Path) -> None:
    change("plants.csv", "id,zh,firm,place,basis,source", "编号,名称, 企业 ,地点,依据类型,来源")(folder)
    district, notes = opened(folder)
    assert district.tables["plants"].equals(liantu.open(ORCHARD).tables["plants"])
    assert notes == []


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems(folder: Path, newline: str) -> None:
    path = folder / "plants.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", newline.encode()))
    assert liantu.open(folder).tables["plants"].equals(liantu.open(ORCHARD).tables["plants"])


def test_rows_of_commas_at_the_end(folder: Path) -> None:
    with (folder / "plants.csv").open("a", encoding="utf-8") as stream:
        stream.write(",,,,,\n, ,,,,\n")
    assert liantu.open(folder).tables["plants"].equals(liantu.open(ORCHARD).tables["plants"])


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_header_alone_will_do(folder: Path, end: str) -> None:
    (folder / "events.csv").write_bytes(b"id,capacity,stage,period,basis,source" + end.encode())
    assert liantu.open(folder).tables["events"].is_empty()


def test_writing_and_reading_again_is_the_same(tmp_path: Path) -> None:
    from liantu.exchange.folder.district_folder import write_folder
    from liantu.model import schema

    tables = liantu.open(ORCHARD).given
    own = [path.stem for path in ORCHARD.glob("*.csv")]
    write_folder(tables, tmp_path / "copy", own)
    again = liantu.open(tmp_path / "copy").given
    for name in schema.read_tables():
        key = schema.read_tables()[name].key
        assert again[name].sort(key).equals(tables[name].sort(key)), name
