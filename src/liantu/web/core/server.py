"""Serve a district on this machine."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path


def serve_district(folder: str | Path, port: int = 8321, browser: bool = True) -> None:
    """Serve the district in a folder on 127.0.0.1 until interrupted; opens the browser unless told not to."""
    import uvicorn

    from liantu.web.core.app import create_app

    application = create_app(folder)
    address = f"http://127.0.0.1:{port}/"
    print(address, flush=True)
    if browser:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    uvicorn.run(application, host="127.0.0.1", port=port, log_level="warning")
