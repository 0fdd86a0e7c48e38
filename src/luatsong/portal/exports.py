"""The machine-readable forms of a document or of one of its provisions."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from luatsong.law.models import Document
from luatsong.law.selectors import ComponentRow, ProvisionRow, as_engine_document
from luatsong.portal.history import history_of
from luatsong.portal.living import Living
from vnlaw import document as engine
from vnlaw.akn import to_akn
from vnlaw.export import to_json, to_text


@dataclass(frozen=True, slots=True)
class Form:
    """A format: `write` gives its bytes, `label` is what people read."""

    name: str
    media_type: str
    label: str
    write: Callable[[engine.Document], bytes]


def _json(document: engine.Document) -> bytes:
    return json.dumps(to_json(document), ensure_ascii=False, indent=1).encode()


def _text(document: engine.Document) -> bytes:
    return to_text(document).encode()


FORMS = {
    form.name: form
    for form in (
        Form("txt", "text/plain; charset=utf-8", "Văn bản thuần (TXT)", _text),
        Form("xml", "application/akn+xml; charset=utf-8", "Akoma Ntoso (XML)", to_akn),
        Form("json", "application/json; charset=utf-8", "JSON", _json),
    )
}


def export_whole(whole: Living, form: Form) -> bytes:
    """What is law of a document on its day, in one format; Akoma Ntoso tells its history, too."""
    value = as_engine_document(whole.document, whole.components, whole.in_force)
    if form.name == "xml":
        return to_akn(value, history_of(whole))
    return form.write(value)


def export_part(
    document: Document,
    form: Form,
    component: ComponentRow,
    above: list[ProvisionRow],
    rows: list[ProvisionRow],
) -> bytes:
    """One provision, or a whole attached text when nothing stands above, in one format.

    The result is a document with a single branch, so that addresses stay what they are: what
    stands above is kept without its text, everything else is left out.
    """
    branch = [row._replace(text=(), quoted=()) for row in above] + rows
    kept = component if not above and component.slug else component._replace(intro=())
    body = ComponentRow("", engine.ComponentKind.BODY.value, 0, "", "", ())
    value = as_engine_document(document, [body, kept] if kept.slug else [kept], branch)
    words = "\n".join(line for row in rows for line in (row.heading, *row.text))
    part = replace(
        value,
        structure=replace(value.structure, heading=(), preamble=(), closing=()),
        footnotes=tuple(n for n in value.footnotes if f"[{n.marker}]" in words),
        findings=(),
    )
    return form.write(part)
