"""Vietnamese for the strings of the libraries the staff side is built of.

    python scripts/messages.py compile        write every .mo of the project from its .po
    python scripts/messages.py missing        list strings the staff side may show untranslated

Standard library only, so that a fresh machine needs no gettext tools.
"""

from __future__ import annotations

import ast
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "src/luatsong/site/locale/vi/LC_MESSAGES"
# Packages whose strings staff can meet, each with a folder `locale`.
PACKAGES = {
    "django": [
        *("wagtail", "wagtail.admin", "wagtail.users", "wagtail.sites", "wagtail.search"),
        *("django.conf", "django.contrib.auth", "django.contrib.contenttypes"),
        *("wagtail.images", "wagtail.documents", "wagtail.snippets"),
        *("django_filters", "axes"),
    ],
    "djangojs": ["wagtail.admin"],
}


@dataclass(frozen=True)
class Message:
    """One entry of a catalogue; `text` is the first (for Vietnamese the only) form."""

    msgid: str
    plural: str
    context: str
    text: str
    fuzzy: bool = False

    @property
    def key(self) -> str:
        """The key of a compiled catalogue: context, singular and plural in one string."""
        key = f"{self.context}\x04{self.msgid}" if self.context else self.msgid
        return f"{key}\x00{self.plural}" if self.plural else key


def read_po(path: Path) -> list[Message]:
    """The entries of a .po file, the header first (msgid ""); obsolete ones are left out."""
    return list(_entries(path.read_text(encoding="utf-8")))


def _entries(text: str) -> Iterator[Message]:
    fields: dict[str, str] = {}
    current, fuzzy = "", False
    for line in [*text.splitlines(), ""]:
        line = line.strip()
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        keyword, _, rest = line.partition(" ")
        if line.startswith('"'):
            fields[current] += ast.literal_eval(line)
        elif keyword in ("msgctxt", "msgid", "msgid_plural", "msgstr") or keyword[:7] == "msgstr[":
            current = keyword
            fields[current] = ast.literal_eval(rest)
        elif "msgid" in fields:
            translated = fields.get("msgstr", fields.get("msgstr[0]", ""))
            yield Message(
                fields["msgid"],
                fields.get("msgid_plural", ""),
                fields.get("msgctxt", ""),
                translated,
                fuzzy,
            )
            fields, fuzzy = {}, False


def compiled(messages: list[Message]) -> bytes:
    """A .mo file (GNU gettext manual, 10.3): sorted keys, little-endian, no hash table."""
    entries = sorted((m.key.encode(), m.text.encode()) for m in messages if m.text and not m.fuzzy)
    table = 28
    keys_at, values_at = table, table + 8 * len(entries)
    position = table + 16 * len(entries)
    indexes: list[bytes] = []
    data: list[bytes] = []
    for side in (0, 1):
        for entry in entries:
            indexes.append(struct.pack("<II", len(entry[side]), position))
            data.append(entry[side] + b"\0")
            position += len(entry[side]) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(entries), keys_at, values_at, 0, table)
    return head + b"".join(indexes) + b"".join(data)


def missing(domain: str) -> list[tuple[str, Message]]:
    """(package, entry) for each string that neither the package nor our catalogue translates."""
    ours = _translated(LOCALE / f"{domain}.po")
    found: dict[str, tuple[str, Message]] = {}
    for package in PACKAGES[domain]:
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            continue
        catalogues = Path(spec.submodule_search_locations[0]) / "locale"
        theirs = _translated(catalogues / f"vi/LC_MESSAGES/{domain}.po")
        for message in read_po(_any_catalogue(catalogues, domain)):
            if message.msgid and message.key not in ours | theirs:
                found.setdefault(message.key, (package, message))
    return list(found.values())


def _translated(path: Path) -> set[str]:
    return {m.key for m in read_po(path) if m.text and not m.fuzzy} if path.exists() else set()


def _any_catalogue(catalogues: Path, domain: str) -> Path:
    """The English catalogue, or where a package has none any other: the strings are the same."""
    english = catalogues / f"en/LC_MESSAGES/{domain}.po"
    return english if english.exists() else min(catalogues.glob(f"*/LC_MESSAGES/{domain}.po"))


def main(command: str) -> int:
    if command == "compile":
        for path in sorted(LOCALE.glob("*.po")):
            path.with_suffix(".mo").write_bytes(compiled(read_po(path)))
            print(path.with_suffix(".mo").name)
        return 0
    if command == "missing":
        for domain in PACKAGES:
            for package, message in missing(domain):
                print(f"{domain}\t{package}\t{message.msgid!r}")
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
