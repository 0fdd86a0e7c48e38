"""The `luatsong` command: Django's management commands under the product's name."""

from __future__ import annotations

import os
import sys

# These commands touch only the law and its index; without the CMS they start in a second.
_LEAN = frozenset({"ingest", "index", "load-codified"})
# Commands of two words are typed with a hyphen.
_HYPHENED = frozenset({"load-codified", "send-digests"})


def main() -> None:
    lean = len(sys.argv) > 1 and sys.argv[1] in _LEAN
    settings = "luatsong.site.settings.core" if lean else "luatsong.site.settings.embedded"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    from django.core.management import execute_from_command_line

    if len(sys.argv) > 1:
        sys.argv[1] = sys.argv[1].replace("-", "_") if sys.argv[1] in _HYPHENED else sys.argv[1]
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
