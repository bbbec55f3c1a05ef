"""A lead is made from its form: in the pipeline, with the demand of the day; a second one of the group is refused."""

from __future__ import annotations

from .conftest import Writer, problems

_FIRM = "某电解液有限公司"


def test_a_firm_and_a_link_become_a_lead_of_the_pipeline(writer: Writer) -> None:
    answer = writer.send("/leads", product="electrolyte", firm=_FIRM, firm_group="某集团", reported="2023年12月20日")
    assert answer.status_code == 303, problems(answer)
    page = writer.page(answer.headers["location"])
    text = page.text_content()
    assert _FIRM in text
    assert "2023-12-20" in text
    (row,) = writer.data("/leads.json")["leads"]
    assert (row["stage"], row["product"], row["protection"]) == ("lead", "electrolyte", "not_stated")
    stored = writer.data("/tables/leads.json")["leads"][0]
    assert float(stored["missing_low"]) < float(stored["missing"]) < float(stored["missing_high"])
    again = writer.send("/leads", product="sepcoat", firm="某隔膜有限公司", firm_group="某集团")
    assert again.status_code == 422
    assert any("首报" in line for line in problems(again))


def test_everything_wrong_stands_beside_the_form(writer: Writer) -> None:
    answer = writer.send("/leads", product="", firm="", credit_code="123")
    assert answer.status_code == 422
    assert len(problems(answer)) == 3
    assert not writer.data("/leads.json")["leads"]
