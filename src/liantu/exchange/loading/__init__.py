"""Loading people's workbooks: what a sheet says, what it would change, and a copy with what is wrong in it."""
