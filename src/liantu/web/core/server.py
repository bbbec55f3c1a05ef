"""Serve a district on this machine."""

from __future__ import annotations

import threading
import webbrowser
from ipaddress import ip_address
from pathlib import Path

from liantu.model.problems import Problem, Problems


def serve_district(folder: str | Path, port: int = 8321, browser: bool = True, proxy: str = "") -> None:
    """Serve the district in a folder on 127.0.0.1 until interrupted; opens the browser unless told not to.

    ``proxy``: the address of a proxy on this machine that may speak for others. Raises Problems when it is none.
    """
    import uvicorn

    from liantu.web.core.app import create_app

    try:
        proxy = str(ip_address(proxy)) if proxy else ""
    except ValueError:
        raise Problems([Problem("bad_proxy", column="--proxy", value=proxy)]) from None
    application = create_app(folder, proxy)
    address = f"http://127.0.0.1:{port}/"
    print(address, flush=True)
    if browser:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    # The application itself listens to the proxy that it was told of, and to no other.
    uvicorn.run(application, host="127.0.0.1", port=port, log_level="warning", proxy_headers=False)
