"""Faults of numbering that a person should look at: the text is kept as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vnlaw.document import Component, ComponentKind, Finding, Level, Provision

_DIGITS = re.compile(r"\d+")
_NAMES = {Level.ARTICLE: "Điều", Level.CLAUSE: "Khoản"}


def find_faults(components: Sequence[Component]) -> tuple[Finding, ...]:
    """Missing and repeated numbers of articles and clauses in the body and attached texts."""
    findings: list[Finding] = []
    for component in components:
        if component.kind is ComponentKind.APPENDIX:
            continue
        articles = [p for p in component.walk() if p.level is Level.ARTICLE]
        findings += _faults(articles, "")
        for article in articles:
            clauses = [p for p in article.children if p.level is Level.CLAUSE]
            findings += _faults(clauses, f" (Điều {article.number})")
    return tuple(findings)


def _faults(provisions: Iterable[Provision], where: str) -> list[Finding]:
    findings: list[Finding] = []
    previous: Provision | None = None
    for provision in provisions:
        if previous is not None:
            name = _NAMES[provision.level]
            step = _order(provision) - _order(previous)
            if step > 1:
                message = (
                    f"{name} {previous.number} rồi đến {name} {provision.number}{where}: "
                    "số thứ tự bị nhảy, hãy đối chiếu với bản gốc."
                )
                findings.append(Finding("numbering-gap", message, provision.line))
            elif step < 0 or provision.number == previous.number:
                message = (
                    f"{name} {provision.number} đứng sau {name} {previous.number}{where}: "
                    "số thứ tự bị lặp hoặc lùi, hãy đối chiếu với bản gốc."
                )
                findings.append(Finding("numbering-repeat", message, provision.line))
        previous = provision
    return findings


def _order(provision: Provision) -> int:
    match = _DIGITS.match(provision.number)
    return int(match[0]) if match else 0
