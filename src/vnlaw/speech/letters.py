"""Names of letters: points of a law, abbreviations nobody knows, codes."""

from __future__ import annotations

from vnlaw.lexicon import load

# Vietnamese letters with a tone mark are said by their plain letter.
_TONES = str.maketrans(
    "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ",
    "aaaaa" + "ăăăăă" + "âââââ" + "eeeee" + "êêêêê" + "iiiii" + "ooooo" + "ôôôôô" + "ơơơơơ"
    "uuuuu" + "ưưưưư" + "yyyyy",
)


def letter(printed: str) -> str:
    """The name of one letter, as points of a law are read: đ is "đê"; unknown marks as they are."""
    names: dict[str, str] = load("speech")["letters"]
    low = printed.lower()
    return names.get(low) or names.get(low.translate(_TONES)) or printed


def spelled(printed: str) -> str:
    """An abbreviation letter by letter: "BLM" is "bê eo em"."""
    short: dict[str, str] = load("speech")["letters_in_abbreviations"]
    said = (short.get(mark.lower()) or letter(mark) for mark in printed if mark.isalpha())
    return " ".join(said)
