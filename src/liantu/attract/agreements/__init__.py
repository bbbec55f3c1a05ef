"""Agreements with firms: the reviews for fair competition by date of signing, and what a clause must state."""
