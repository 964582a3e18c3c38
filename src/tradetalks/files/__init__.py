"""All reading and writing: worlds, cases, papers' data, results."""
