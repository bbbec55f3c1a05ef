"""Pages of what the district is heading for."""
