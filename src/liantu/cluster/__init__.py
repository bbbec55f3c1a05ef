"""Clusters: how an economy is made up, what it is close to, and what its parts owe to each other."""
