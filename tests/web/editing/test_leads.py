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


def test_a_link_is_a_click_from_its_form_and_a_candidate_a_click_from_its_lead(made_up: Writer) -> None:
    """Links of the pages of a product lead to the form, filled in; a button at a candidate sends the same."""
    ((of_product,), of_links) = (
        made_up.page(address).xpath("//a[text()='新建线索' and contains(@href, '/leads?')]/@href")
        for address in ("/product/electrolyte", "/gaps/invite")
    )
    assert "firm=" not in of_product
    assert of_product in of_links
    assert len(of_links) == sum(row["gap"]["typical"] is not None for row in made_up.data("/gaps/invite.json")["gaps"])
    form = made_up.page(of_product.partition("#")[0]).xpath("//form[@class='edit' and contains(@action, '/leads')]")[0]
    fields = {name: field.value or "" for name, field in form.inputs.items() if name in ("product", "firm_group")}
    assert fields["product"] == "electrolyte"
    (fields["firm"], *_more) = made_up.page("/candidates?product=electrolyte").xpath(
        "//table[@id='invite']//button[text()='新建线索']/@value"
    )
    assert fields["firm"] in {row["name"] for row in made_up.data("/candidates.json?product=electrolyte")["candidates"]}
    answer = made_up.send("/leads", **fields)
    assert answer.status_code == 303, problems(answer)
    stored = made_up.data("/tables/leads.json")["leads"][-1]
    assert (stored["firm"], stored["frozen"], float(stored["missing"])) == (fields["firm"], "2023-12-31", 12100)


def test_one_click_on_the_account_of_a_candidate_makes_the_lead(made_up: Writer) -> None:
    page = made_up.page("/candidates/account?product=cufoil")
    (form,) = page.xpath("//form[contains(@action, '/leads')]")
    hidden = {name: field.value for name, field in form.inputs.items() if name in ("product", "firm", "firm_group")}
    assert hidden["product"] == "cufoil"
    answer = made_up.send("/leads", **hidden)
    assert answer.status_code == 303, problems(answer)
    stored = made_up.data("/tables/leads.json")["leads"][-1]
    assert (stored["firm"], stored["product"], stored["frozen"]) == (hidden["firm"], "cufoil", "2023-12-31")


def test_the_group_of_a_candidate_is_known_without_being_typed(made_up: Writer) -> None:
    """甲二 belongs to the group of 甲一, as makers and decisions on names have it: it is talked to once."""
    first = made_up.send("/leads", product="sepcoat", firm="虚构甲一电解液股份有限公司", firm_group="虚构甲集团")
    assert first.status_code == 303, problems(first)
    second = made_up.send("/leads", product="electrolyte", firm="虚构甲二新材料有限公司")
    assert second.status_code == 422
    assert any("首报" in line for line in problems(second))
