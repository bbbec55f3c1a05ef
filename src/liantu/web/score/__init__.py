"""What the pages of the per-mu evaluation share."""
