"""Made-up makers elsewhere in every state, who declined, names that somebody judged, and who is tied to whom."""

from __future__ import annotations

from tools.made_up_district.runs import Row

_MAKER = ("firm", "short", "product", "role", "group", "province", "city", "listed")
_PLANTS = ("plants", "capacity", "unit", "period", "state", "grade")
#: Who makes what, a line; below it where its plants stand and its capacity.
_MAKERS = """
虚构甲一电解液股份有限公司|虚构甲一|electrolyte|makes|虚构甲集团|江苏|常州|虚构代码1
江苏常州;四川眉山|6|万吨/年|2023|operating|A
虚构甲二新材料有限公司|虚构甲二|electrolyte|makes|虚构甲集团|四川|眉山|
四川眉山|3|万吨/年|2023|building|A
虚构乙电解液有限公司|虚构乙|electrolyte|makes||广东|惠州|
广东惠州|||||B
虚构丙化工有限公司|虚构丙|electrolyte|makes||山东|东营|
云汐东岸工业园|2|万吨/年|2023|building|A
虚构丁隔膜有限公司|虚构丁|sepcoat|makes||河北|沧州|
河北沧州;云汐北坡工业园|20000|万m2/年|2023|signed|B
虚构戊隔膜股份有限公司|虚构戊|sepcoat|makes||上海|上海|虚构代码2
上海;江苏无锡|80000|万m2/年|2022|operating|A
虚构己铜箔有限公司|虚构己|cufoil|makes||广东|梅州|
广东梅州|1|万吨/年|2023|planned|B
虚构庚铜箔有限公司|虚构庚|cufoil|makes||江西|九江|
|||||C
虚构辛负极材料有限公司|虚构辛|graphite|makes||四川|成都|
四川成都|4|万吨/年|2023|operating|A
虚构壬正极材料有限公司|虚构壬|lfp|makes||湖南|长沙|
湖南长沙;贵州铜仁|8|万吨/年|2023|operating|A
虚构壬正极材料有限公司|虚构壬|fepo4|makes||湖南|长沙|
贵州铜仁|||||B
虚构癸商贸有限公司|虚构癸|electrolyte|trades||浙江|杭州|
|||||B
虚构子电池有限公司|虚构子|electrolyte|uses||安徽|合肥|
|||||B
虚构电子047号股份有限公司|虚构电子047|busbar|makes||浙江|嘉兴|
浙江嘉兴|||||B
虚构装备050号有限公司|虚构装备050|busbar|makes||江苏|无锡|
江苏无锡|||||B
虚构塑料023号集团有限公司|虚构塑料023集团|h2o2|makes||上海|上海|
上海|||||B
"""
_REFUSAL = ("id", "firm", "product", "side", "reason", "period", "office", "words")
_REFUSALS = """
refusal-1|虚构乙电解液有限公司|electrolyte|firm|elsewhere|2023-06|invest|已在惠州扩产（虚构）
refusal-2|虚构庚铜箔有限公司|cufoil|district|admission|2023-09|invest|用能超出园区余量（虚构）
refusal-3|虚构戊|sepcoat|firm|no_reply|2023-11||
"""
_DECISION = ("id", "one", "other", "decision", "period", "decided_by")
_DECISIONS = """
name-1|虚构丙化工有限公司|虚构丙化工厂|same|2023-10|招商部门（虚构）
name-2|虚构甲一电解液股份有限公司|虚构甲二新材料有限公司|same_group|2023-10|招商部门（虚构）
name-3|虚构丁隔膜有限公司|虚构戊隔膜股份有限公司|different|2023-10|招商部门（虚构）
name-4|虚构己铜箔有限公司|虚构庚铜箔有限公司|unknown|2023-11|招商部门（虚构）
"""
_RELATION = ("id", "subject", "predicate", "predicate_zh", "object", "object_text", "period")
_RELATIONS = """
cells-and-electrolyte|f047|customer_of|采购自||虚构甲一电解液股份有限公司|2023
plastics-belong|f023|subsidiary_of|母公司||虚构塑料023号集团有限公司|2019
cells-brought-packs|f047|brought|带动落户|f063||2021
cells-brought-cases|f047|brought|带动落户|f048||2022
"""
_VIEW = ("id", "zh", "en", "page", "query")
_SAVED = """
delta-electrolyte|长三角电解液候选|Electrolyte from the Yangtze Delta|/candidates|product=electrolyte&has.region=长三角
"""


def list_attraction_frames() -> dict[str, list[Row]]:
    """Makers, refusals, decisions on names, ties of firms, and a saved list."""
    lines = _MAKERS.strip().split("\n")
    makers = [f"{firm}|{plants}" for firm, plants in zip(lines[::2], lines[1::2], strict=True)]
    return {
        "makers": [{"source": "made-up", **row} for row in _read_rows("\n".join(makers), (*_MAKER, *_PLANTS))],
        "refusals": _read_rows(_REFUSALS, _REFUSAL),
        "name_decisions": _read_rows(_DECISIONS, _DECISION),
        "relations": _read_rows(_RELATIONS, _RELATION),
        "saved_views": _read_rows(_SAVED, _VIEW),
    }


def _read_rows(text: str, fields: tuple[str, ...]) -> list[Row]:
    """Rows of lines whose cells are parted by a bar; what is empty is blank."""
    cells = [line.split("|") for line in text.strip().split("\n")]
    return [dict(zip(fields, [cell or None for cell in row], strict=True)) for row in cells]
