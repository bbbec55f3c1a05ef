"""Published figures as printed, in one unit a series, and one series across a rename."""
