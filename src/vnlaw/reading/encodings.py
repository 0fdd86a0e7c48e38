"""Bytes to text, and text in old Vietnamese font encodings to Unicode."""

from __future__ import annotations

import codecs
import itertools
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import Charmap, build_charmap, convert

_FACTS: dict[str, Any] = tomllib.loads(
    files("vnlaw").joinpath("data", "reading_encodings.toml").read_text(encoding="utf-8")
)
NAMES: dict[str, str] = _FACTS["names"]
_SYLLABLES = frozenset(_FACTS["syllables"])
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 60_000
_TRIED = ("viscii", "vni", "tcvn3")
# Letters that only Unicode text has: one of them in some hundred characters settles it.
_UNICODE = re.compile("[\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
_HIGH = re.compile("[\x80-\u00ff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)


@lru_cache(maxsize=8)
def _charmap(name: str) -> Charmap:
    known = CHARMAPS[name]
    extra: dict[str, str] = _FACTS.get("extra", {}).get(name, {})
    return build_charmap(known.name, [*known.pairs, *extra.items()]) if extra else known


def from_legacy(text: str, encoding: str) -> str:
    """Characters of an old font encoding ("tcvn3", "vni", "viscii") to Unicode.

    TCVN3 has no capital letters with tone marks; they are restored in words typed in capitals.
    """
    if encoding == "viscii":
        # C1 bytes may have come through Windows-1252; the table wants them as Latin-1.
        text = text.encode("cp1252", "undefined-as-latin1").decode("latin-1")
    converted: str = convert(text, _charmap(encoding))
    if encoding == "tcvn3":
        return "\n".join(map(_capitals_restored, converted.split("\n")))
    return converted


def font_encoding(font: str) -> str:
    """Encoding of the characters set in `font`: "tcvn3", "vni", or "" for Unicode."""
    name = font.rsplit("+", 1)[-1].strip().lower()
    for start, encoding in _FACTS["fonts"].items():
        if name.startswith(start):
            return str(encoding)
    return ""


def from_font(text: str, font: str) -> str:
    """Text as typed in `font`, in Unicode; fonts such as .VnTimeH draw small letters large."""
    encoding = font_encoding(font)
    if not encoding:
        return text
    converted = from_legacy(text, encoding)
    capitals = encoding == "tcvn3" and font.rstrip().endswith("H")
    return converted.upper() if capitals else converted


class FontTexts:
    """Texts set in fonts of old encodings, in one document.

    A font's name alone proves nothing: Unicode text often still carries the name of an old font.
    So a reader first shows all such text (`learn`), and then asks for each piece (`unicode`).
    """

    def __init__(self) -> None:
        self._samples: dict[str, list[str]] = {}
        self._old: dict[str, bool] = {}
        self._used: set[str] = set()

    @staticmethod
    def is_old(font: str) -> bool:
        """Whether a font is one of an old encoding."""
        return bool(font) and bool(font_encoding(font))

    @property
    def converted(self) -> str:
        """Names of the encodings that were converted, for people; "" for none."""
        return ", ".join(sorted(NAMES[encoding] for encoding in self._used))

    def learn(self, font: str, text: str) -> None:
        """Show one piece of text in an old font."""
        self._samples.setdefault(font_encoding(font), []).append(text)

    def unicode(self, text: str, font: str) -> str:
        """A piece of text in `font`, in Unicode."""
        encoding = font_encoding(font) if font else ""
        if not encoding or not self._is_old_text(encoding):
            return text
        self._used.add(encoding)
        return from_font(text, font)

    def _is_old_text(self, encoding: str) -> bool:
        if encoding not in self._old:
            sample = "".join(self._samples.get(encoding, ()))[:_SAMPLE]
            high = len(_HIGH.findall(sample))
            self._old[encoding] = high > 4 * len(_UNICODE.findall(sample))
        return self._old[encoding]


def decode(data: bytes) -> tuple[str, str, int]:
    """Text of `data`, the name of the encoding found, and how many places could not be decoded.

    Order: byte order mark, UTF-16 by its zero bytes, UTF-8, the encoding a page declares, then
    the old Vietnamese encoding under which most common syllables appear.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    if encoding := wide(data):
        return _lenient(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(data)
    legacy = legacy_encoding(text)
    return (from_legacy(text, legacy), legacy, 0) if legacy else (text, "utf-8", 0)


def legacy_encoding(text: str) -> str:
    """Name of the old font encoding in which `text` reads as Vietnamese; "" if it is Unicode."""
    sample = text[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    if high < 8 or len(_UNICODE.findall(sample)) * 4 > high:
        return ""
    plain = _share(sample)
    ranked = sorted((_share(from_legacy(sample, name)), name) for name in _TRIED)
    best, name = ranked[-1]
    if best >= _FACTS["share"] and best >= plain * _FACTS["gain"]:
        return name
    return ""


def _eight_bit(data: bytes) -> tuple[str, str, int]:
    candidates = dict(_readings(data[:_SAMPLE]))
    shares = {name: _share(text) for name, text in candidates.items()}
    best = max(shares, key=lambda name: shares[name])
    damaged, _, count = _lenient(data, "utf-8")
    # UTF-8 with a few bad bytes reads better than any old encoding.
    if _share(damaged[:_SAMPLE]) >= max(shares[best], _FACTS["share"]):
        return damaged, "utf-8", count
    if shares[best] < _FACTS["share"]:
        declared = _DECLARED.search(data[:4096])
        return _lenient(data, _known(declared[1].decode("ascii")) if declared else "cp1252")
    if best == "cp1258":
        return _lenient(data, "cp1258")[0], best, 0
    return from_legacy(data.decode("latin-1"), best), best, 0


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    yield "cp1258", data.decode("cp1258", "replace")
    surface = data.decode("latin-1")
    for name in _TRIED:
        yield name, from_legacy(surface, name)


def _share(text: str) -> float:
    """Share of the words of `text` that are common Vietnamese syllables with diacritics."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    common = sum(word in _SYLLABLES and not word.isascii() for word in words)
    return common / max(40, len(words))


def has_mark(data: bytes) -> bool:
    """Whether data begins with a byte order mark."""
    return any(data.startswith(mark) for mark, _ in _BOMS)


def wide(data: bytes) -> str:
    """UTF-16 without a mark shows in zero bytes on one side only: its name, or ""."""
    sample = data[:4000]
    if len(sample) < 4 or 0 not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 8 and odd > 8 * even:
        return "utf-16-le"
    if even > len(sample) // 8 and even > 8 * odd:
        return "utf-16-be"
    return ""


def _lenient(data: bytes, encoding: str) -> tuple[str, str, int]:
    text = data.decode(encoding, "replace")
    return text, encoding, text.count("\ufffd")


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _capitals_restored(line: str) -> str:
    """Raise the marked letters of words in capitals: "HéI" was typed for "HỘI".

    A word with one plain letter ("Hà") says too little by itself and follows its neighbours.
    """
    words = list(_WORD.finditer(line))
    cases = [_case(match[0]) for match in words]
    before, after = _last_known(cases), _last_known(cases[::-1])[::-1]
    pieces: list[str] = []
    end = 0
    for position, match in enumerate(words):
        known = {case for case in (before[position], after[position]) if case}
        upper = cases[position] == "upper" or (not cases[position] and known == {"upper"})
        pieces += [line[end : match.start()], match[0].upper() if upper else match[0]]
        end = match.end()
    return "".join(pieces) + line[end:]


def _last_known(cases: list[str]) -> list[str]:
    """For each place, the last case that was known before it, or ""."""
    return list(itertools.accumulate(cases[:-1], lambda last, case: case or last, initial=""))


def _case(word: str) -> str:
    """ "upper", "lower", or "" where the plain letters of a TCVN3 word do not tell."""
    plain = [c for c in word if c.isascii()]
    if any(c.islower() for c in plain):
        return "lower"
    return "upper" if len(plain) > 1 else ""


def _as_latin1(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    codes = (ord(c) for c in error.object[error.start : error.end])
    return bytes(code if code < 256 else ord("?") for code in codes), error.end


codecs.register_error("undefined-as-latin1", _as_latin1)
