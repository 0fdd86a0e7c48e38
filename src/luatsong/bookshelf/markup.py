"""Words from the store as markup: the one place where they are escaped."""

from __future__ import annotations

from html import escape

# Characters that XML forbids even as references; EPUB readers refuse a file that has them.
_FORBIDDEN = {code: None for code in range(32) if code not in (9, 10, 13)} | {
    0xFFFE: None,
    0xFFFF: None,
}


def words(text: str) -> str:
    """Text for markup: escaped, without what XML forbids."""
    return escape(text.translate(_FORBIDDEN))
