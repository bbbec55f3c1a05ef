"""The workspace: the district's tables in a database, with every change ever made to them."""
