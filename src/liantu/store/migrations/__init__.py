"""How a database of any released version becomes one of this version; none of it reads the live schema."""
