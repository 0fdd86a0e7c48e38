"""vnlaw: the engine that reads Vietnamese legal text.

Values in, values out: no database, no network, no clock. Files become lines (`vnlaw.reading`),
lines become a document (`vnlaw.parse`), and a document is exported (`vnlaw.akn`, `vnlaw.export`).
"""

# Grows whenever the same file could be read differently: what was stored can then be read again.
ENGINE_VERSION = "1.2.0"
