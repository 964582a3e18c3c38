"""How makers meet a content rule: one population, three rules."""
