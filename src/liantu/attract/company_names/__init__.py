"""Names of companies: their parts, which two may be one, which firms are of one group, and what a person should judge.

A name alone never says that two firms are one: it gives reasons, and a person decides.
"""
