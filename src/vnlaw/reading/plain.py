"""Plain text files in any encoding."""

from __future__ import annotations

from vnlaw.document import Finding, Source
from vnlaw.reading.encodings import NAMES, decode
from vnlaw.reading.limits import Limits
from vnlaw.reading.lines import assemble
from vnlaw.reading.unreadable import finding


def read_plain(data: bytes, _limits: Limits) -> Source:
    """One line of the file is one paragraph; encoding by content."""
    text, encoding, damaged = decode(data)
    return assemble(text.splitlines(), "text/plain", findings=encoding_findings(encoding, damaged))


def encoding_findings(encoding: str, damaged: int) -> list[Finding]:
    """What there is to say about how a file was decoded."""
    findings = []
    if encoding in NAMES:
        findings.append(finding("legacy-encoding", encoding=NAMES[encoding]))
    if damaged:
        findings.append(finding("damaged-encoding", count=damaged))
    return findings
