"""Talks: the case schema, deals, payoffs, the frontier, settlements, blockers and trades."""
