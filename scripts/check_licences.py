"""Check that every library the product ships with has a licence we may use.

Usage: check_licences.py REQUIREMENTS. Names and reasons for exceptions stand in
requirements/licences.toml. Exits 1 and lists what is not allowed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

RULES = Path(__file__).resolve().parents[1] / "requirements" / "licences.toml"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)


def licence_of(package: str) -> str:
    """The licence as the package's own metadata states it; "" when it is not installed."""
    try:
        facts = metadata(package)
    except PackageNotFoundError:
        return ""
    classifiers = [
        line.rsplit("::", 1)[1].strip()
        for line in facts.get_all("Classifier") or []
        if line.startswith("License ::") and line.count("::") > 1
    ]
    expression = facts.get("License-Expression")
    return expression or "; ".join(classifiers) or (facts.get("License") or "?").split("\n")[0]


def main(requirements: str) -> int:
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    allowed = re.compile("|".join(rules["allowed"]), re.IGNORECASE)
    faults = []
    for package in _PINNED.findall(Path(requirements).read_text(encoding="utf-8")):
        licence = licence_of(package)
        if licence and package not in rules["reviewed"] and not allowed.search(licence):
            faults.append(f"{package}: {licence}")
    print("\n".join(faults) or "licences: all allowed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
