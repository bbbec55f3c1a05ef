"""A register of some GB with a broken middle: importers killed, a disk that fills, and every row counted."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from liantu.model.problems import Problems
from liantu.registers.importing import import_register
from liantu.registers.journal import read_journal

_ROW = "第{n}厂,,重庆市涪陵区,一般项目：电池制造；电池销售；锂电隔膜制造{filling}\n"
_HEADINGS = "企业名称,统一社会信用代码,注册地址,经营范围\n"
#: The broken middle: bytes of no text, without a line end.
_BROKEN = 64 << 20
#: Bytes of the register whose disk fills, and of that disk: room for what is imported and for putting it together.
REGISTER, DISK = 256 << 20, 64 << 20
_IMPORT = "import sys; from pathlib import Path; from liantu.registers.importing import import_register as i; "
_IMPORT += "i(Path(sys.argv[1]), Path(sys.argv[2]), 'r')"


def write_register(path: Path, size: int) -> int:
    """Write a register of about so many bytes, its middle broken; how many rows it has."""
    rows, chance = 0, random.Random(1)
    with path.open("wb") as stream:
        stream.write(_HEADINGS.encode())
        is_whole = True
        while stream.tell() < size:
            filling = "；金属制品销售" * 60
            block = "".join(_ROW.format(n=rows + n, filling=filling) for n in range(10_000))
            stream.write(block.encode())
            rows += 10_000
            if is_whole and stream.tell() > size // 2:
                piece = chance.randbytes(1 << 20).replace(b"\n", b"\x00")
                for _ in range(_BROKEN >> 20):
                    stream.write(piece)
                stream.write(b"\n")
                is_whole = False
    return rows


def register_kills(size: int, count: int) -> Counter[str]:
    """What is counted when the importer is killed so many times and run again."""
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        source, place, chance = Path(folder) / "firms.csv", Path(folder) / "registers", random.Random(2)
        rows = write_register(source, size)
        for _kill in range(count):
            importer = subprocess.Popen([sys.executable, "-c", _IMPORT, str(source), str(place)])
            time.sleep(1 + chance.random() * 4)
            importer.kill()
            importer.wait()
            counts["register: importers killed"] += 1
        journal = import_register(source, place, "r")
        counts["register: rows lost"] = rows - journal.firms
        counts["register: lines set aside for the broken middle"] = sum(journal.counts.values())
        counts["register: parts not finished, missing"] = int(not journal.finished)
    return counts


def register_disk(size: int = REGISTER) -> Counter[str]:
    """What is counted when the disk fills while a register of so many bytes is imported, and has room again."""
    counts: Counter[str] = Counter()
    if os.geteuid():
        return Counter({"register, full disk: not tried, only root may mount a disk": 1})
    with TemporaryDirectory() as folder, small_disk(Path(folder) / "disk", DISK) as place:
        source = Path(folder) / "firms.csv"
        rows = write_register(source, size)
        filler = place / "filler"
        with filler.open("wb") as stream:
            os.posix_fallocate(stream.fileno(), 0, DISK - (192 << 10))
        try:
            import_register(source, place, "r")
        except Problems as refused:
            counts[f"register, full disk: refused with {', '.join(p.code for p in refused.problems)}"] += 1
        stopped = read_journal(place / "r")
        counts["register, full disk: half applied"] = int(stopped is None or stopped.finished)
        filler.unlink()
        counts["register, full disk: rows lost"] = rows - import_register(source, place, "r").firms
    return counts


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[Path]:
    """A disk of its own, in memory; needs the rights to mount one."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)
