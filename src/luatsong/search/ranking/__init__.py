"""The second look: features of the best entries of the first one, and a small learned model."""
