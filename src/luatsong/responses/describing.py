"""What a page is about: told by the rooms that make pages, asked when counts are written.

A describer gets addresses (paths without query) that begin with its prefix and answers for those
it knows. It may give another address: that of the whole whose part a page is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Described:
    """A public page in the words of the room that makes it."""

    address: str
    title: str = ""
    kind: str = ""
    area: str = ""
    agency: str = ""
    audiences: tuple[str, ...] = ()


Describer = Callable[[list[str]], Mapping[str, Described]]
# Codes of agencies -> those that have a column of their own.
Columns = Callable[[set[str]], set[str]]

_describers: dict[str, Describer] = {}
_columns: list[Columns] = []
LONGEST = 300


def describes(prefix: str, describer: Describer) -> None:
    """Ask `describer` (a constant number of queries) for pages whose address begins so."""
    _describers[prefix] = describer


def knows_columns(known: Columns) -> None:
    """Ask `known` which agencies have a column; counts of others go to none."""
    _columns.append(known)


def described(addresses: Iterable[str]) -> dict[str, Described]:
    """What each address is; those nobody knows stand for themselves, cut to `LONGEST`."""
    found: dict[str, Described] = {}
    left = sorted(set(addresses))
    for prefix in sorted(_describers, key=len, reverse=True):
        own = [address for address in left if address.startswith(prefix)]
        if own:
            known = _describers[prefix](own)
            found.update({address: known[address] for address in own if address in known})
            left = [address for address in left if address not in found]
    found.update({address: Described(address[:LONGEST]) for address in left})
    return found


def known_columns(codes: set[str]) -> set[str]:
    """Those of `codes` that are agencies with a column; no query where there are none."""
    if not codes:
        return set()
    return set().union(*(known(codes) for known in _columns)) & codes
