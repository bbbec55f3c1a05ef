"""Pages, partials and drawings over the district facade."""
