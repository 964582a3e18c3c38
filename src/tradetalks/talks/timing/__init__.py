"""Time in talks: rounds and deadlines, who gives way when, and what waiting costs."""
