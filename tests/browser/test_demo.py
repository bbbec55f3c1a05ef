"""The demo: two districts beside each other, with a switch at the top of every page, until it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from .conftest import ROOT, free_port, listens
from .reader import Reader


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """The address of ``liantu demo``; afterwards it has gone with both districts."""
    port = free_port()
    command = [sys.executable, "-m", "liantu", "demo", "--port", str(port), "--no-browser"]
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip().rstrip("/")
        while server.poll() is None and not listens(port):
            time.sleep(0.1)
        yield address
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def test_a_switch_leads_to_the_same_room_of_the_other_district_and_back(
    opened: Callable[..., Reader], demo: str
) -> None:
    reader = opened("zh_CN", demo)
    # The other district is at a port of its own, which this reader may visit.
    reader.context.unroute_all()
    reader.page.set_default_timeout(60_000)
    page = reader.go("/score")
    assert page.locator(".home").inner_text().endswith("涪陵区")
    page.locator("a.switch").click()
    page.wait_for_load_state()
    assert page.url.split("/", 3)[3].startswith("score")
    assert demo not in page.url
    assert "云汐区（虚构）" in page.locator(".home").inner_text()
    assert "虚构示例" in page.locator(".banner").inner_text()
    assert page.locator("main table").count()
    page.locator("nav.rooms a").last.click()
    page.locator("a.switch").click()
    page.wait_for_url(f"{demo}/tables**")
    assert page.locator(".home").inner_text().endswith("涪陵区")


def test_each_district_is_guarded_by_itself(demo: str) -> None:
    request = urllib.request.Request(f"{demo}/person", data=b"name=x", headers={"Origin": "http://127.0.0.1:1"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 403
