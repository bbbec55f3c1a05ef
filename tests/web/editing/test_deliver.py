"""Steps of a project and events of a case, recorded from their pages."""

from __future__ import annotations

from lxml import html as markup
from tests.local_client import TestClient
from tests.messages import says

from liantu.library.approvals import load_graph
from liantu.model.change import Change, ChangeRow

from ..site import LANGUAGES
from .conftest import Writer, problems

ITEM = "A1"


def _case(writer: Writer) -> str:
    """A case that has been submitted and accepted, kept as rows of the tables."""
    found = load_graph("filed-industrial")
    case = {"project": "ganfeng-battery", "item": ITEM, "graph": found.id, "version": found.version, "basis": "ours"}
    rows = [ChangeRow("cases", "case-1", "insert", case)]
    for number, (day, event) in enumerate((("2023-12-01", "submitted"), ("2023-12-04", "accepted")), 1):
        told = {"case": "case-1", "day": day, "event": event, "basis": "ours"}
        rows.append(ChangeRow("case_events", f"case-1-{number:02d}", "insert", told))
    workspace = writer.client.app.state.districts.loaded.workspace  # type: ignore[attr-defined]
    from liantu.store.commit import ChangeEntry

    workspace.commit(Change(tuple(rows)), ChangeEntry("Anna", "edit", "", ""), None)
    return "case-1"


def test_a_step_without_evidence_is_refused_and_with_it_kept(writer: Writer) -> None:
    address = "/project/ganfeng-battery"
    answer = writer.send(f"{address}/step", stage="landed", period="2022-01")
    assert answer.status_code == 422
    assert problems(answer)
    assert not [row for row in writer.data("/tables/events.json")["events"] if row["id"] == "ganfeng-battery-landed"]
    answer = writer.send(f"{address}/step", stage="landed", period="2023-12-20", evidence="land contract")
    assert answer.status_code == 303, problems(answer)
    stages = writer.page(address).xpath("//table[@id='stages']")[0].text_content()
    assert "land contract" in stages


def test_a_case_says_its_state_and_how_its_deadline_was_counted(writer: Writer) -> None:
    key = _case(writer)
    for language in LANGUAGES:
        page = writer.client.get(f"/case/{key}?lang={language}")
        assert page.status_code == 200
        assert "cn/" in page.text
    assert f"/case/{key}" in writer.client.get("/cases").text
    assert f"/case/{key}" in writer.client.get("/approvals/filed-industrial?project=ganfeng-battery").text
    assert f"/case/{key}" in writer.client.get("/project/ganfeng-battery").text


def test_an_event_is_recorded_and_a_wrong_one_refused(writer: Writer) -> None:
    key = _case(writer)
    answer = writer.send(f"/case/{key}/event", event="approved", day="2023-11-01")
    assert answer.status_code == 422
    assert problems(answer)
    answer = writer.send(f"/case/{key}/event", event="withdrawn", day="2023-12-05", reason="by the applicant")
    assert answer.status_code == 303, problems(answer)
    history = writer.page(f"/case/{key}").xpath("//table[@id='history']")[0].text_content()
    assert "2023-12-05" in history


def test_pages_of_a_case_have_all_forms(writer: Writer) -> None:
    key = _case(writer)
    for form in ("json", "csv", "xlsx"):
        assert writer.client.get(f"/case/{key}.{form}").status_code == 200
    assert markup.document_fromstring(writer.client.get("/cases").text).xpath("//table[@id='offices']")


def test_no_such_case(writer: Writer) -> None:
    assert isinstance(writer.client, TestClient)
    assert writer.client.get("/case/none").status_code == 404


FLOW = "/approvals/filed-industrial?project=ganfeng-battery"
TOLD = "q.environment=registration&q.project=new"


def test_answers_are_kept_and_the_flow_stands_under_them(writer: Writer) -> None:
    address = f"/approvals/filed-industrial/answers?project=ganfeng-battery&{TOLD}"
    assert writer.send(address, day="soon").status_code == 422
    answer = writer.send(address, day="2023-12-01", reason="form of the firm")
    assert answer.status_code == 303
    rows = writer.data("/tables/answers.json")["answers"]
    assert {(row["question"], row["choice"]) for row in rows} == {("environment", "registration"), ("project", "new")}
    selected = writer.page(FLOW).xpath("//select[@name='q.environment']/option[@selected]/@value")
    assert selected == ["registration"]
    assert (
        "q.environment"
        not in writer.client.get("/schedule/filed-industrial?project=ganfeng-battery").request.url.query.decode()
    )


def test_a_case_is_opened_on_the_flow(writer: Writer) -> None:
    address = "/approvals/filed-industrial/case?project=ganfeng-battery"
    told = {"item": "A1", "event": "submitted", "day": "2023-12-05"}
    refused = writer.send(address, **{**told, "item": "A99"})
    assert refused.status_code == 422
    assert says("no_such_item", problems(refused)[0])
    answer = writer.send(address, **told)
    assert (answer.status_code, answer.headers["location"]) == (303, "/case/ganfeng-battery-a1")
    assert writer.send(address, **told).headers["location"] == "/case/ganfeng-battery-a1-2"
    page = writer.page("/case/ganfeng-battery-a1?event=accepted_with_gaps")
    wanted = [
        name for name in page.xpath("//form[@class='edit']//*[@name]/@name") if name in ("day", "material", "due")
    ]
    assert wanted == ["day", "material", "due"]


def test_what_does_not_apply_is_not_opened(writer: Writer) -> None:
    writer.send("/approvals/filed-industrial/answers?project=ganfeng-battery&q.energy=low", day="2023-12-01")
    offered = writer.page(FLOW).xpath("//select[@id='item']/option/@value")
    assert ("A1" in offered, "A5" in offered) == (True, False)
    address = "/approvals/filed-industrial/case?project=ganfeng-battery"
    refused = writer.send(address, item="A5", event="submitted", day="2023-12-05")
    assert refused.status_code == 422
    assert says("item_not_applicable", problems(refused)[0])
    assert not writer.data("/tables/cases.json")["cases"]


def test_a_schedule_is_saved_on_its_page_and_the_running_one_stands_beside_it(made_up: Writer) -> None:
    page = "/schedule/yunxi-filed?project=project-13"
    (address,) = made_up.page(page).xpath("//form[@method='post'][contains(@class, 'edit')]/@action")
    assert "baseline" in address
    blank = made_up.send(address, name="")
    assert (blank.status_code, says("required", problems(blank)[0])) == (422, True)
    answer = made_up.send(address, name="年底", reason="weekly meeting")
    assert answer.status_code == 303
    rows = [row for row in made_up.data("/tables/baselines.json")["baselines"] if row["name"] == "年底"]
    assert {row["saved"] for row in rows} == {"2023-12-31"}
    assert {row["item"]: row["finish"] for row in rows}["G2"] == "2024-07-17"
    found = made_up.data(answer.headers["location"].replace("yunxi-filed?", "yunxi-filed.json?"))["baseline"]
    assert (found["name"], found["saved_end"], found["slip"], found["driver"]) == ("年底", "2024-07-17", 0, None)
    again = made_up.send(address, name="年底")
    assert (again.status_code, says("baseline_taken", problems(again)[0])) == (422, True)
    change = made_up.data("/history.json")["changes"][0]
    assert (change["author"], change["reason"], change["tables"]) == ("Anna", "weekly meeting", ["baselines"])


def test_a_saved_schedule_is_drawn_as_a_thin_bar_under_the_running_one(made_up: Writer) -> None:
    address = "/schedule/yunxi-filed?project=project-13&baseline=12月15日调度会"
    page = made_up.page(address + "&lang=zh_CN")
    assert len(page.xpath("//div[@class='drawing']//*[@class='saved']")) == 11  # every item and gate
    bars = {name: words[-1] for name, *words in _lines(page)}
    assert bars["A2 建设用地规划许可"] == "2024-01-02 (+8)"
    assert "滞后8个工作日，决定因素：A2 建设用地规划许可" in page.text_content()
    assert "8 working days later, driven by A2" in made_up.page(address + "&lang=en").text_content()
    csv = made_up.client.get(address.replace("yunxi-filed?", "yunxi-filed.csv?")).content.decode("utf-8-sig")
    assert csv.splitlines()[0].startswith("item,saved_start,saved_finish,start,finish,slip,added,drives")
    assert "A2,2023-12-13,2023-12-20,2023-12-13,2024-01-02,8,8," in csv
    assert made_up.client.get(address + "x").status_code == 422


def _lines(page: markup.HtmlElement) -> list[list[str]]:
    """The texts of each line of the chart: its name, which stays while months scroll, then what stands at its bar."""
    texts = page.xpath("//div[@class='drawing']//*[name()='text']")
    names = [text for text in texts if text.getparent().tag == "a"]
    beside = [text for text in texts if text not in names]
    return [
        [name.text, *(text.text for text in beside if int(text.get("y")) - int(name.get("y")) == 2)] for name in names
    ]


def test_a_moved_card_offers_sources_of_the_district_and_takes_a_new_one(writer: Writer) -> None:
    address = "/project/ganfeng-battery/move"
    page = writer.page(f"{address}?stage=landed")
    offered = page.xpath("//select[@name='source']/option/@value")
    assert {"paper-a", "paper-b"} <= set(offered)
    assert len(offered) < 10  # those of the library state nothing of a project
    step = {"stage": "landed", "period": "2023-12-20", "evidence": "土地合同"}
    assert problems(writer.send(address, **step, s__zh="落户协议"))  # its kind is asked
    answer = writer.send(address, **step, s__zh="落户协议", s__kind="official", s__class="public")
    assert answer.status_code == 303, problems(answer)
    source = next(row for row in writer.data("/tables/sources.json")["sources"] if row["zh"] == "落户协议")
    assert writer.row("events", "ganfeng-battery-landed")["source"] == source["id"]
