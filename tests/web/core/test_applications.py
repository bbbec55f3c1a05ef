"""Several applications in one program: the addresses are made once, and each answers for its own district."""

from __future__ import annotations

from pathlib import Path

from tests.local_client import TestClient

from liantu.web.core.app import create_app

DISTRICTS = Path(__file__).parents[2] / "districts"


def test_each_application_answers_for_its_own_district() -> None:
    applications = [create_app(DISTRICTS / name) for name in ("orchard", "loomfield")]
    firms = [TestClient(app).get("/tables/firms.csv").text for app in applications]
    for name, text, other in zip(("orchard", "loomfield"), firms, reversed(firms), strict=True):
        rows = (DISTRICTS / name / "firms.csv").read_text(encoding="utf-8").splitlines()[1:]
        assert all(row.split(",")[0] in text for row in rows)
        assert text != other
    one, two = ({id(route) for route in app.routes} for app in applications)
    assert len(one & two) > 300
