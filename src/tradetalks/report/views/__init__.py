"""Views of a study beyond its report: one question each, answered in sentences, tables and data."""
