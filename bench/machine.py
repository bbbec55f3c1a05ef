"""The machine that measures: without it a figure means nothing."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import numpy as np
import polars as pl
import psutil


def describe_machine() -> str:
    """Processor, memory, load, versions and thread counts, in one line each."""
    cpu = next(
        (line.split(":")[1].strip() for line in _read_lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor() or platform.machine(),
    )
    memory = psutil.virtual_memory().total / 1e9
    blas = os.environ.get("OPENBLAS_NUM_THREADS", "default")
    return (
        f"{cpu}, {os.cpu_count()} processors, {memory:.0f} GB, load {os.getloadavg()[0]:.1f} before the run\n"
        f"Python {platform.python_version()}, NumPy {np.__version__} (threads {blas}), "
        f"Polars {pl.__version__} (threads {pl.thread_pool_size()})"
    )


def _read_lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
