"""Needs and results on their way: what a need still lacks, where each posting stands."""
