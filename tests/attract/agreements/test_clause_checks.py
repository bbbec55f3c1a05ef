from __future__ import annotations

from datetime import date

import pytest
from tests.attract.district import make_tables

from liantu.attract.agreements.clause_checks import find_clause_problems, list_clause_faults
from liantu.model.schema import read_codelist

_DAY = date(2025, 1, 1)
_BASIS = {"legal_basis": "依据第一条", "legal_source": "rule", "legal_quote": "代办审批。"}
_WHOLE = {**_BASIS, "funding": "资金", "ends": "2026"}
_RULE = {"id": "rule", "kind": "official", "zh": "办法", "class": "public", "issuer": "区政府", "address": "1号"}
_RULE |= {"published": "2023-05"}
#: What a fresh reader wrote into clauses, none of it by a word that was listed then.
_HOSTILE = (
    "按企业对区级财力贡献的80%给予扶持资金",
    "增值税、企业所得税区级部分前三年等额奖励",
    "土地出让金全额奖励企业",
    "用电单价为0.40元/千瓦时，超出部分由园区承担",
    "须使用区内建材，同等条件下选用区内供应商",
)


def _faults(**fields: str) -> list[tuple[str, str | None]]:
    row = {"agreement": "a", "number": "1", "kind": "approval", "zh": "代办审批", **_WHOLE, **fields}
    row = {name: value or None for name, value in row.items()}
    tables = make_tables(sources=[_RULE], agreements=[{"id": "a", "zh": "协议"}], agreement_clauses=[row])
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
    assert ("refused_benefit", benefit) in _faults(zh=text)


def test_it_is_found_in_conditions_too() -> None:
    assert _faults(conditions="须采购本地产品") == [("refused_benefit", "local")]
    assert _faults(conditions="年纳税额每增加百万元奖励")[0] == ("refused_benefit", "tax")
    assert _faults(en="A Tax Refund for three years") == [("refused_benefit", "tax")]
    assert _faults(funding="从企业税收地方所得中列支") == [("refused_benefit", "tax")]


@pytest.mark.parametrize("text", _HOSTILE)
def test_what_is_written_otherwise_is_suspected(text: str) -> None:
    assert "suspected_benefit" in [fault for fault, _benefit in _faults(zh=text)]


@pytest.mark.parametrize(
    ("of_source", "of_clause"),
    [
        ({"kind": "ours"}, {}),
        ({"class": "internal"}, {}),
        ({"issuer": None}, {}),
        ({"address": None}, {}),
        ({"published": "2025-01"}, {}),  # a month that ends after the day
        ({"published": None}, {}),
        ({}, {"legal_source": None}),
        ({}, {"legal_quote": None}),
        ({}, {"agreement": "signed"}),  # before the document was published
    ],
)
def test_a_basis_in_free_words_is_none(of_source: dict[str, str | None], of_clause: dict[str, str | None]) -> None:
    """Whatever a clause says, its basis is a published document of its day, with issuer, number and quotation."""
    row = {"agreement": "a", "number": "1", "kind": "approval", "zh": "代办审批", **_WHOLE, **of_clause}
    agreements = [{"id": "a", "zh": "协议"}, {"id": "signed", "zh": "协议", "signed": "2023-05-30"}]
    cited = {**_RULE, **of_source}
    whole = {"agreement": "signed", "number": "9", "kind": "approval", "zh": "x", **_BASIS}
    other = {**_RULE, "id": "other"}
    tables = make_tables(sources=[cited, other], agreements=agreements, agreement_clauses=[row, whole])
    assert list_clause_faults(tables, _DAY).filter(line=0)["fault"].to_list() == ["not_on_record"]


def test_a_sum_or_share_stands_in_the_quoted_basis() -> None:
    """A grant that no listed word names is held by what its basis does not say of it."""
    grant = {"zh": "一次性给予搬迁资金500万元", "en": "5 million for moving"}
    assert _faults(**grant) == [("unquoted_amount", None)]
    assert _faults(**grant, legal_quote="给予一次性搬迁资金 500 万元") == []
    assert _faults(**grant, legal_quote="给予一次性搬迁资金1500万元") == [("unquoted_amount", None)]
    assert _faults(zh="投资额百分之八的支持资金") == [("unquoted_amount", None)]
    assert _faults(zh="供地60亩，厂房8000平方米") == []


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
        sources=[_RULE],
        agreements=[{"id": "a", "zh": "协议"}],
        agreement_clauses=[
            {"agreement": "a", "number": "1", "kind": "approval", "zh": "给予税收返还", **_WHOLE},
            {"agreement": "a", "number": "2", "kind": "approval", "zh": "代办审批", "ends": "2026"},
            {"agreement": "a", "number": "3", "kind": "approval", "zh": _HOSTILE[0], "legal_basis": "某办法"},
        ],
    )
    promised, bare, suspected, unrecorded, unquoted = find_clause_problems(tables, _DAY)
    assert (promised.code, promised.value, promised.row) == ("refused_benefit", "税收返还", 2)
    assert (bare.code, bare.slots["clause"], bare.row) == ("clause_without_basis", "a 2", 3)
    assert (suspected.code, suspected.value) == ("suspected_benefit", "财力贡献…扶持")
    assert "来源表登记该公开文件" in unrecorded.message("zh_CN")
    assert (unquoted.code, unquoted.value) == ("amount_not_in_basis", "80%")
