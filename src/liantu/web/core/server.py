"""Serve a district on this machine, or several beside each other."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from liantu.model.problems import Problem, Problems
from liantu.web.core.neighbours import describe_neighbour

if TYPE_CHECKING:
    from fastapi import FastAPI

_HOST = "127.0.0.1"


def serve_district(
    folder: str | Path, port: int = 8321, browser: bool = True, proxy: str = "", park_map: Path | None = None
) -> None:
    """Serve the district in a folder on 127.0.0.1 until interrupted; opens the browser unless told not to.

    ``proxy``: the address of a proxy on this machine that may speak for others. Raises Problems when it is none.
    ``park_map``: an SVG of the district, which the page of parks fills. Raises Problems when it is refused.
    """
    from liantu.web.core.app import create_app

    try:
        proxy = str(ip_address(proxy)) if proxy else ""
    except ValueError:
        raise Problems([Problem("bad_proxy", column="--proxy", value=proxy)]) from None
    _run(create_app(folder, proxy, park_map=park_map), port, browser)


def serve_districts(places: Sequence[str | Path], port: int = 8321, browser: bool = True) -> None:
    """Serve several districts until interrupted, the first at the port, the others at free ports of their own.

    Each is an application by itself, guarded as one that is served alone, and every page leads to the others.
    """
    from liantu.district import open_district
    from liantu.web.core.app import create_app

    districts = [open_district(place) for place in places]
    ports = [port, *_find_free_ports(len(districts) - 1)]
    known = [
        describe_neighbour(district.given.about, f"http://{_HOST}:{number}")
        for district, number in zip(districts, ports, strict=True)
    ]
    applications = [
        create_app(district, neighbours=[neighbour for neighbour in known if neighbour is not itself])
        for district, itself in zip(districts, known, strict=True)
    ]
    with ExitStack() as beside:
        for application, number in zip(applications[1:], ports[1:], strict=True):
            beside.enter_context(_serving_beside(application, number))
        _run(applications[0], port, browser)


def _run(application: FastAPI, port: int, browser: bool) -> None:
    """Serve an application until interrupted, and say where."""
    import uvicorn

    address = f"http://{_HOST}:{port}/"
    print(address, flush=True)
    if browser:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    # The application itself listens to the proxy that it was told of, and to no other.
    uvicorn.run(application, host=_HOST, port=port, log_level="warning", proxy_headers=False)


@contextmanager
def _serving_beside(application: FastAPI, port: int) -> Iterator[None]:
    """Serve another application meanwhile, in a thread of this program."""
    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(application, host=_HOST, port=port, log_level="warning", proxy_headers=False)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=5)


def _find_free_ports(count: int) -> list[int]:
    """Ports that nobody listens at, all at once so that they differ."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _number in range(count)]
        for probe in probes:
            probe.bind((_HOST, 0))
        return [int(probe.getsockname()[1]) for probe in probes]
