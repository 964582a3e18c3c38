"""The brief of one party: two pages of plain words and small tables, as HTML, Word, JSON and on a terminal."""
