"""Tariff lines: codes of the Harmonized System, tables of lines, and how lists match them; nothing touches the disk."""
