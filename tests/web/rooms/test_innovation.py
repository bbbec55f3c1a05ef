"""Pages of science and its use: the board, needs with their questions and matches, consortia, ledgers."""

from __future__ import annotations

from lxml import html as markup
from tests.local_client import TestClient


def read(client: TestClient, path: str, **query: str) -> str:
    answer = client.get(path, params={"lang": "zh_CN", **query})
    assert answer.status_code == 200
    return str(markup.fromstring(answer.text).text_content())


def test_the_board_answers_in_its_heading_and_counts_stand_side_by_side(client: TestClient) -> None:
    text = read(client, "/innovation")
    assert "8个领域，科研与生产都有载的2个，只载科研3个，只载生产1个，未掌握2个" in text
    assert "已申报，未设立" in text
    assert "各来源的数并列，不取舍，不平均" in text
    assert "416" in text
    data = client.get("/innovation.json").json()
    assert [row["value"] for row in data["counts"]] == ["16", "15"]


def test_the_checklist_of_the_board_is_narrowed_apart_from_its_items(made_up: TestClient) -> None:
    whole = made_up.get("/innovation.json").json()
    partly = made_up.get("/innovation.json", params={"has.state": "partly"}).json()
    assert [row["state"] for row in partly["criteria"]] == ["partly", "partly"]
    assert partly["items"] == whole["items"]


def test_a_need_says_what_it_lacks_and_which_results_agree(made_up: TestClient) -> None:
    text = read(made_up, "/need/need-38")
    assert "接受哪些合作方式" in text
    assert "没有已发布成果涉及这一对象，不作推荐" in text
    matched = read(made_up, "/need/need-1")
    assert "改善隔膜热收缩率的技术1（虚构）".replace("隔膜热", "隔膜热") in matched
    assert "GB/T 37264-2018 7级" in matched
    assert "双方有意向" in matched
    assert made_up.get("/need/nosuch").status_code == 404
    assert made_up.get("/result/nosuch").status_code == 404


def test_lists_consortia_and_ledgers(made_up: TestClient) -> None:
    assert "技术需求40项：已发布26项，到期2项" in read(made_up, "/needs")
    assert "科技成果120项：已发布90项" in read(made_up, "/results")
    consortia = read(made_up, "/consortia")
    assert "创新联合体3个，运行1个；组建和运行的缺角色2个；逾期节点1个" in consortia
    assert "没有应用单位承诺试用" in consortia
    ledgers = read(made_up, "/ledgers")
    assert "揭榜挂帅4项；技术合同8份，已登记7份；到期事项" in ledgers


def test_nylon_fibre_says_no_pilot(client: TestClient) -> None:
    text = read(client, "/result/nylon-wear-result")
    assert "小批量生产" in text
    assert "下一步" in text
    assert "中试" not in text.replace("创新平台与中试基地", "").replace("原文未提中试", "")


def test_files_say_that_needs_stay_in_the_house(made_up: TestClient) -> None:
    assert made_up.get("/needs.csv").status_code == 200
    assert "仅供内部使用" in read(made_up, "/needs")


def test_who_could_form_a_consortium_stands_with_the_ground(made_up: TestClient) -> None:
    text = read(made_up, "/consortia/possible")
    assert "应有角色都有人可担任的35项；缺牵头企业25项，缺科研机构9项，缺投资机构0项" in text
    lfp = read(made_up, "/consortia/possible", topic="product:lfp")
    assert "生产投入品：电池级碳酸锂" in lfp
    assert made_up.get("/consortia/possible", params={"topic": "nosuch"}).status_code == 404


def test_what_the_district_depends_on_is_in_no_file_of_consortia(made_up: TestClient) -> None:
    assert "对外依赖项" in read(made_up, "/consortia/possible")
    for path in ("/consortia/possible", "/consortia/picture/possible"):
        for form in ("csv", "json", "svg"):
            answer = made_up.get(f"{path}.{form}", params={"lang": "zh_CN"})
            if answer.status_code == 200:
                assert "dependence" not in answer.text
                # Soda is no missing link of the list: it would stand there as a dependence alone.
                assert "product:soda" not in answer.text
                assert "纯碱" not in answer.text
    for form, status in (("csv", 404), ("json", 403)):
        assert made_up.get(f"/consortia/possible.{form}", params={"topic": "product:soda"}).status_code == status


def test_a_consortium_has_a_page_with_what_it_misses(made_up: TestClient) -> None:
    nylon = read(made_up, "/consortium/k-nylon")
    assert "尚未签订协议" in nylon
    assert "投资于低温电池创新联合体" in nylon
    assert "未掌握人选" in nylon
    before = read(made_up, "/consortium/k-cells", as_of="2023-05-31")
    assert "099" not in before.split("节点")[0]  # who joins in June is no member in May
    assert made_up.get("/consortium/nosuch").status_code == 404
