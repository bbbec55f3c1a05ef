"""A client as this machine's own browser or program is one: its address, and the name it asks for."""

from __future__ import annotations

from typing import Any

import starlette.testclient

#: What a browser on this machine calls the server.
HOST = "127.0.0.1:8321"
ORIGIN = f"http://{HOST}"


class TestClient(starlette.testclient.TestClient):
    """Starlette's test client under the real host name and address instead of names that stand for a test."""

    __test__ = False

    def __init__(self, app: Any, **settings: Any) -> None:
        super().__init__(app, **{"base_url": ORIGIN, "client": ("127.0.0.1", 50000), **settings})
