"""Programs of others, each in an environment of its own; none of them is imported here."""
