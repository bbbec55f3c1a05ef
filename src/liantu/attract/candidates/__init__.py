"""Candidates for a link: who makes it, by a sum of factors that all stand beside it, and who could follow whom."""
