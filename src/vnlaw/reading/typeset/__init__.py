"""From words placed on pages to paragraphs: what PDF files and recognised scans have in common.

`sheets` holds the values; `rows` gathers words into rows and rows into columns; `grids` finds
ruled tables; `furniture` and `notes` take out what is not running text; `paragraphs` joins the
rest; `compose` does all of it. Distances are points (1/72 inch); y grows downwards.
"""
