"""The command line: a thin edge."""
