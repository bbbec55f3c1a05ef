"""Projects from the first lead to full output, and the approvals on the way: events in, standings out."""
