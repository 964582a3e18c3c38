"""Trade equilibria in changes: shocks, solutions, their welfare and its decompositions."""
