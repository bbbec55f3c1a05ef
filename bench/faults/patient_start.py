"""A PostgreSQL that is waited for: on a busy machine it starts more slowly than its package waits (10 s)."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable

#: How long a start may take, in seconds.
_PATIENCE = 120.0
_PAUSE = 0.5


def await_start(start: Callable[[], None], patience: float = _PATIENCE) -> None:
    """Call ``start`` until the server takes connections.

    A server whose package gave up waiting goes on starting, and is found by the next call; while it is not ready, that
    call fails too. Raises what the last call raised when ``patience`` seconds are over.
    """
    end = time.monotonic() + patience
    while True:
        try:
            start()
        except (subprocess.SubprocessError, AssertionError):
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return
