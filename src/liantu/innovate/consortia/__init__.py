"""Consortia with their roles and milestones, ledgers with what is due, and the way from laboratory to plant."""
