"""What narrows a list: facets with their counts, and saved views."""
