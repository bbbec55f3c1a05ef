"""Processes killed while they write, a full disk, many writers at once; counted: ``python -m bench.faults``."""
