"""How sure the answers are: chances over draws of elasticities, figures of clauses, scores, chances and weights."""
