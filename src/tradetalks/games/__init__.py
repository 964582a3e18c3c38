"""Tariffs that governments would choose: alone (optimal), against each other (war), together (talks)."""
