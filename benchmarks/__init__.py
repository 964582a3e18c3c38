"""Our time beside a peer's, measured in one run: `python -m benchmarks`."""
