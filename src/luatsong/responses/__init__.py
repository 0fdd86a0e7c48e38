"""Room `responses`: what readers say and how many come, without persons."""
