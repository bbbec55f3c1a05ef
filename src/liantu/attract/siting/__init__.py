"""The siting account (算大账): what a process at a scale costs in full in one place and in others."""
