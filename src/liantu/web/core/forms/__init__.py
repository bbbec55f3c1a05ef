"""Writing from the browser: forms and grids made from the schema, sent as one Change."""
