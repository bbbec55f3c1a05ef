"""Pages of science and its use."""
