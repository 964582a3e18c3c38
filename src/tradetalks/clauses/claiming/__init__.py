"""Who claims a preference, line by line, and what it saves."""
