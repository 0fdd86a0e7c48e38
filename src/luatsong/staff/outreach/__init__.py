"""Movements, models that were tried, and the state of all work of legal education in figures."""
