"""Delivery: which approvals a project needs, when they can be done, what a promise would save."""
