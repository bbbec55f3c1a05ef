from __future__ import annotations

from datetime import date

import pytest
from tests.attract.district import make_tables

from liantu.attract.agreements.clause_checks import find_clause_problems, list_clause_faults
from liantu.model.schema import read_codelist

_DAY = date(2025, 1, 1)
_WHOLE = {"legal_basis": "依据第一条", "funding": "资金", "ends": "2026"}


def _faults(**fields: str) -> list[tuple[str, str | None]]:
    row = {"agreement": "a", "number": "1", "kind": "approval", "zh": "代办审批", **_WHOLE, **fields}
    row = {name: value or None for name, value in row.items()}
    tables = make_tables(agreements=[{"id": "a", "zh": "协议"}], agreement_clauses=[row])
    return [*list_clause_faults(tables, _DAY).select("fault", "benefit").iter_rows()]


@pytest.mark.parametrize(
    ("text", "benefit"),
    [
        ("按缴纳增值税的三成给予税收奖励", "tax"),
        ("土地出让金返还百分之五十", "land_price"),
        ("五年内给予电价补贴每千瓦时五分", "energy_price"),
        ("投产后须采购本地企业产品", "local"),
        ("须在本区注册独立法人", "local"),
        ("按企业年度缴纳税收地方所得部分的80%给予产业扶持资金", "tax"),
        ("所缴增值税区级留存部分全额奖补", "tax"),
        ("增值税即征即奖", "tax"),
        ("土地成交价高于10万元/亩的部分以基础设施建设补助形式拨付企业", "land_price"),
        ("给予土地出让金等额补助", "land_price"),
        ("用电价格按0.35元/千瓦时执行，差额由园区承担", "energy_price"),
        ("天然气按2元/方优惠供应给该企业", "energy_price"),
        ("须优先选用我区企业生产的配套产品", "local"),
        ("须在我区设立独立法人公司", "local"),
    ],
)
def test_what_must_not_be_promised_is_found(text: str, benefit: str) -> None:
    assert _faults(zh=text) == [("refused_benefit", benefit)]


def test_it_is_found_in_conditions_too() -> None:
    assert _faults(conditions="须采购本地产品") == [("refused_benefit", "local")]
    assert _faults(conditions="年纳税额每增加100万元奖励30万元") == [("refused_benefit", "tax")]
    assert _faults(en="A Tax Refund of 30 % for three years") == [("refused_benefit", "tax")]
    assert _faults(funding="从企业税收地方所得中列支") == [("refused_benefit", "tax")]


def test_a_clause_states_its_basis_its_end_and_where_public_money_comes_from() -> None:
    assert _faults() == []
    assert _faults(kind="factory", legal_basis="", funding="", ends="") == [
        ("no_basis", None),
        ("no_funding", None),
        ("no_end", None),
    ]
    assert _faults(kind="approval", funding="") == []


def test_no_kind_is_a_refund_or_a_price_of_one_firm() -> None:
    words = "".join(code.zh for code in read_codelist("clause_kind").values())
    assert not [word for word in ("税", "返还", "电价", "气价", "地价", "奖励") if word in words]


def test_findings_name_clause_and_word() -> None:
    tables = make_tables(
        agreements=[{"id": "a", "zh": "协议"}],
        agreement_clauses=[
            {"agreement": "a", "number": "1", "kind": "approval", "zh": "给予税收返还", **_WHOLE},
            {"agreement": "a", "number": "2", "kind": "approval", "zh": "代办审批", "ends": "2026"},
        ],
    )
    promised, bare = find_clause_problems(tables, _DAY)
    assert (promised.code, promised.value, promised.row) == ("refused_benefit", "税收返还", 2)
    assert (bare.code, bare.slots["clause"], bare.row) == ("clause_without_basis", "a 2", 3)
