"""Build the embedded baseline economies from raw tables: one file a step."""
