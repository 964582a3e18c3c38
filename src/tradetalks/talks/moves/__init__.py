"""Moves from one deal to another: who blocks, what would bring it in, and what parties could trade."""
