"""A tariff-rate quota as a market: amounts, demand, regimes, and its cell of the world."""
