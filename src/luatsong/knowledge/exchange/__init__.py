"""Items to and from other stores: the structure, the order of changes, the way in (C-13 … C-16).

`schema` is the documented structure, `ledger` the order in which others follow changes, `records`
an item in that structure, `reading` and `arriving` the way in.
"""
