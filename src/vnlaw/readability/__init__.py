"""How easy a plain Vietnamese text is to read (goal A7): figures, places and advice.

`assess(text)` is all of it; the limits, the list of 3,000 words and the legal terms are data
(`vnlaw/data/readability*.toml`, `readability_words.txt`).
"""

from vnlaw.readability.assessing import Assessment, Fault, assess

__all__ = ["Assessment", "Fault", "assess"]
