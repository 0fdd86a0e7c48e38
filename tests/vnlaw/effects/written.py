"""Fictional documents to read effects from."""

from __future__ import annotations

from collections.abc import Sequence

from vnlaw.document import Document
from vnlaw.effects import Effect, Verb, find_effects
from vnlaw.parse import parse_text

OWN = frozenset((Verb.ISSUE, Verb.TAKE_EFFECT, Verb.EXPIRE))


def decree(
    *lines: str,
    title: str = "Quy định về quản lý chợ",
    last: str | None = None,
    after: Sequence[str] = (),
) -> Document:
    """A decree of the Government of 10 March 2031 with `lines` as its articles.

    It takes effect on 1 May 2031 unless `last` says otherwise. `after` follows the signature.
    """
    number = 1 + sum(line.startswith("Điều ") for line in lines)
    final = last or "Nghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2031."
    text = [
        "CHÍNH PHỦ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 45/2031/NĐ-CP",
        "Hà Nội, ngày 10 tháng 3 năm 2031",
        "NGHỊ ĐỊNH",
        title,
        "Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;",
        "Chính phủ ban hành Nghị định quy định về quản lý chợ.",
        *lines,
        f"Điều {number}. Hiệu lực thi hành",
        final,
        "TM. CHÍNH PHỦ",
        "THỦ TƯỚNG",
        "Trần Văn Mẫu",
        *after,
    ]
    return parse_text("\n".join(text))


def effects(
    *lines: str, title: str = "Quy định về quản lý chợ", last: str | None = None
) -> list[Effect]:
    """What such a decree does to other documents, without mere announcements."""
    found = find_effects(decree(*lines, title=title, last=last))
    return [effect for effect in found if effect.verb not in OWN and not effect.summary]


def one(*lines: str, title: str = "Quy định về quản lý chợ", last: str | None = None) -> Effect:
    """The only effect of such a decree."""
    found = effects(*lines, title=title, last=last)
    assert len(found) == 1, [(effect.verb, effect.quote.text) for effect in found]
    return found[0]


def amending(*lines: str) -> list[Effect]:
    """The effects of an article that amends Nghị định 12/2028/NĐ-CP by `lines`."""
    head = "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 12/2028/NĐ-CP về chợ phiên"
    return effects(head, *lines)


def places(effect: Effect) -> list[str]:
    return [str(place) for place in effect.places]


def numbers(found: list[Effect]) -> list[str]:
    return [effect.target.printed for effect in found]
