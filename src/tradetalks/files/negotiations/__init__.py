"""Scored negotiations in the files that people keep: tables, GENIUS XML and GeniusWeb JSON."""
