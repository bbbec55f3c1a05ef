"""The schematic of parks: what is made and free there, and unknown where nobody has said."""

from __future__ import annotations

from lxml import html as markup
from tests.local_client import TestClient


def read_words(client: TestClient, lang: str) -> list[str]:
    page = markup.fromstring(client.get("/parks", params={"lang": lang}).text)
    return [str(text) for text in page.xpath("//svg[contains(@class, 'broad')]//text/text()")]


def test_each_park_with_what_it_makes(client: TestClient) -> None:
    words = read_words(client, "zh_CN")
    assert words[words.index("磷酸铁锂电芯") + 1] == "30 GWh/年"
    assert words[words.index("尿素") + 1] == "80 万吨/年"
    assert words[words.index("蒸汽") + 1] == "未掌握"
    assert words.count("用地、能耗、蒸汽余量：未掌握") == 5


def test_what_is_free_says_how_exact_and_when(made_up: TestClient) -> None:
    words = " ".join(read_words(made_up, "en"))
    assert "2023-12-31: industrial land free about 850 mu" in words
    assert "2023-12-31: industrial land free unknown" in words
    assert "no plant on record" in words
