"""``python -m liantu``."""

from liantu.cli import main

main()
