"""What the pages say of a stated output beside full load."""

from __future__ import annotations

import pytest
from tests.local_client import TestClient

from ..site import read


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        (
            "zh_CN",
            (
                "140 亿元",
                "按2023年12月价格（不含税，",
                "72 GWh/年，其中72 GWh/年投产时间未载",
                "至多 32–41 GWh",
                "至多 20–33 GWh",
            ),
        ),
        (
            "en",
            (
                "at prices of December 2023 (without VAT,",
                "of which 72 GWh/yr without a stated start",
                "at most 32–41 GWh",
                "at most 20–33 GWh",
            ),
        ),
    ],
)
def test_the_expected_output_is_a_ceiling_as_cells_and_as_packs(
    client: TestClient, language: str, phrases: tuple[str, ...]
) -> None:
    for address in ("/checks", "/chain/battery"):
        text = " ".join(read(client, address, language).texts)
        assert not [phrase for phrase in phrases if phrase not in text]
