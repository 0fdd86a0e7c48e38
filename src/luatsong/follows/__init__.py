"""Follows: what people want to be told of, and counts of what was sought and read.

Nothing here says who looked for what: searches and reads are counts, an address is kept only for
those who confirmed that they want mail, and goes with the last of their follows.
"""
