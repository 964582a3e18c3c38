"""Worlds: baseline economies, their checks, and those that are embedded."""
