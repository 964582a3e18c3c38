"""Advice to one side: what to offer next, what to ask in return, what to hold back, and when to walk."""
