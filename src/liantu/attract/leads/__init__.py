"""Leads: firms that are talked to for a missing link, who talks first, and what each office finds of them."""
