"""Read-only registers of firms of any size, as Parquet beside the workspace; never in the district's tables."""
