"""Revealed positions: dated moves as inequalities, the weights that explain them, and what flips an answer."""
