"""What is true anywhere: processes, products, units, classifications, policies; with their readers."""
