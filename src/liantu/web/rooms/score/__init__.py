"""Pages of the per-mu evaluation, one module a page."""
