"""Which OpenSearch `SEARCH_URL` names, and the way to reach it.

    opensearch://host:9200/index                       inside a closed network
    opensearch+https://user:password@host/index        over TLS, checked against the system's CAs
    opensearch+https://host/index?ca=/path/to/ca.pem   ... against a CA of one's own

User, password and path are written with %XX where they hold special characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

from luatsong.search.backend import SearchUnavailableError

SCHEMES = ("opensearch", "opensearch+http", "opensearch+https")
_PORT = 9200
# What OpenSearch takes as the name of an index, with room for our endings.
_INDEX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
# Seconds to wait for an answer that a person waits for, and for one that nobody waits for.
_PATIENCE = 10
_PATIENCE_WRITING = 120
# Connections that are kept: threads of one process that search at once.
_CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class Address:
    """One server and the name that all our indices there begin with."""

    host: str
    port: int
    index: str
    is_secure: bool
    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""

    def connect(self, *, writing: bool = False) -> OpenSearch:
        """A client, a patient one for writing; nothing is sent yet."""
        return OpenSearch(
            hosts=[{"host": self.host, "port": self.port}],
            use_ssl=self.is_secure,
            verify_certs=self.is_secure,
            ca_certs=self.ca or None,
            http_auth=(self.user, self.password) if self.user else None,
            timeout=_PATIENCE_WRITING if writing else _PATIENCE,
            max_retries=1,
            pool_maxsize=_CONNECTIONS,
        )


def read_address(url: str) -> Address:
    """The address that `SEARCH_URL` holds; ValueError when it is none."""
    parts = urlsplit(url)
    index = unquote(parts.path).strip("/")
    if parts.scheme not in SCHEMES or not parts.hostname or not _INDEX.fullmatch(index):
        raise ValueError("cần dạng opensearch://máy-chủ:9200/tên-chỉ-mục (chữ thường, số, - và _)")
    return Address(
        host=parts.hostname,
        port=parts.port or _PORT,
        index=index,
        is_secure=parts.scheme.endswith("+https"),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ca=parse_qs(parts.query).get("ca", [""])[0],
    )


@contextmanager
def reaching() -> Iterator[None]:
    """Whatever goes wrong on the way is `SearchUnavailableError`."""
    try:
        yield
    except OpenSearchException as error:
        raise SearchUnavailableError(str(error)) from error
