"""What published figures say together: growth beside levels, parts beside totals, and what does not agree."""
