"""Peak memory, in MB, of a process that does one balance and the draws and nothing else."""

from __future__ import annotations

import resource
import sys

from bench import ours
from bench.case import make


def main(links: int) -> None:
    case = make(links)
    ours.balance(case)
    ours.ranges(case)
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


if __name__ == "__main__":
    main(int(sys.argv[1]))
