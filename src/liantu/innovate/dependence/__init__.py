"""Dependence on makers elsewhere: what is said of it, criteria that it meets, what replaces it, what stops."""
