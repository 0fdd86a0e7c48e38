"""Fictional documents for the portal's tests, put into the store as the engine would give them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from luatsong.law import models
from luatsong.law.storing import store
from vnlaw.document import (
    Component,
    ComponentKind,
    Document,
    Footnote,
    Kind,
    Level,
    Metadata,
    Provision,
    Signer,
    Structure,
)
from vnlaw.numbers import parse_number

EVIL = "<script>alert('x')</script> & \"ngoặc\""


def provision(level: Level, number: str, label: str, **kept: object) -> Provision:
    values = {"heading": "", "text": (), "children": (), "quoted": (), "line": 0}
    return Provision(level=level, number=number, label=label, **{**values, **kept})  # type: ignore[arg-type]


def article(
    number: int, heading: str, *children: Provision, text: tuple[str, ...] = ()
) -> Provision:
    return provision(
        Level.ARTICLE, str(number), f"Điều {number}.", heading=heading, text=text, children=children
    )


def clause(number: int, words: str, *children: Provision, **kept: object) -> Provision:
    given = {"text": (words,), **kept}
    return provision(Level.CLAUSE, str(number), f"{number}.", children=children, **given)


def point(letter: str, words: str) -> Provision:
    return provision(Level.POINT, letter, f"{letter})", text=(words,))


def body(*provisions: Provision, intro: tuple[str, ...] = ()) -> Component:
    return Component(ComponentKind.BODY, 0, "", "", intro, provisions, 0)


def metadata(**kept: object) -> Metadata:
    values: dict[str, object] = {
        "kind": Kind.NORMATIVE,
        "language": "vi",
        "type_code": "NĐ",
        "type_name": "Nghị định",
        "number": parse_number("12/2026/NĐ-CP"),
        "issuers": ("Chính phủ",),
        "place": "Hà Nội",
        "issue_date": date(2026, 2, 5),
        "title": "Quy định chi tiết việc chăm sóc cây xanh ở đô thị",
        "legal_bases": ("Căn cứ Luật Tổ chức Chính phủ;",),
        "signers": (Signer("Nguyễn Văn Mẫu", "Thủ tướng", "TM.", "Chính phủ"),),
        "recipients": ("Các bộ;",),
        "effective": (),
        "effective_date": date(2026, 4, 1),
        "expiry_date": None,
    }
    return Metadata(**{**values, **kept})  # type: ignore[arg-type]


def parsed(about: Metadata, *components: Component, **kept: object) -> Document:
    values: dict[str, object] = {
        "heading": ("CHÍNH PHỦ", "-------", "NGHỊ ĐỊNH", about.title),
        "preamble": ("Căn cứ Luật Tổ chức Chính phủ;", "Chính phủ ban hành Nghị định."),
        "closing": ("Nơi nhận:", "- Các bộ;", "- Lưu: VT.", "TM. CHÍNH PHỦ", "Nguyễn Văn Mẫu"),
        "closing_line": None,
    }
    notes = kept.pop("footnotes", ())
    structure = Structure(components=components, **{**values, **kept})  # type: ignore[arg-type]
    return Document(about, structure, notes)  # type: ignore[arg-type]


def decree() -> models.Document:
    """A decree with chapters, points, a quotation, a table, a footnote and two attached texts."""
    table = ("| STT | Loài cây | Số lượng |", "| 1 | Sao đen | 20 |", "| 2 | Dầu rái | 15 |")
    quoting = clause(
        1,
        "Sửa đổi Điều 6 như sau:",
        text=("Sửa đổi Điều 6 như sau:", "“Điều 6. Trồng mới", "1. Trồng vào mùa mưa.”"),
        quoted=((1, 3),),
    )
    first = provision(
        Level.CHAPTER,
        "1",
        "Chương I",
        heading="QUY ĐỊNH CHUNG",
        children=(
            article(1, "Phạm vi điều chỉnh", text=("Nghị định này quy định việc chăm cây.[1]",)),
            article(
                2,
                "Giải thích từ ngữ",
                clause(1, "Cây xanh là cây trồng nơi công cộng."),
                clause(
                    2,
                    "Chăm sóc gồm:",
                    point("a", "Tưới nước;"),
                    point("d", "Cắt tỉa;"),
                    point("đ", "Bón phân."),
                ),
            ),
        ),
    )
    second = provision(
        Level.CHAPTER,
        "2",
        "Chương II",
        heading="ĐIỀU KHOẢN THI HÀNH",
        children=(
            article(3, "Sửa đổi", quoting),
            article(4, EVIL, clause(1, f"Văn bản có {EVIL}"), text=table),
        ),
    )
    attached = Component(
        ComponentKind.ATTACHED,
        1,
        "Quy chế",
        "Chăm sóc cây cổ thụ",
        (),
        (article(1, "Cây cổ thụ", text=("Cây từ một trăm tuổi là cây cổ thụ.",)),),
        0,
    )
    appendix = Component(
        ComponentKind.APPENDIX,
        1,
        "Phụ lục I",
        "Danh mục cây",
        ("Kèm theo Nghị định.", *table),
        (),
        0,
    )
    return store(
        parsed(
            metadata(),
            body(first, second),
            attached,
            appendix,
            footnotes=(Footnote("1", "Chú thích của bản in."),),
        )
    )


def law() -> models.Document:
    """A short law, cited by its name."""
    about = metadata(
        type_code="L",
        type_name="Luật",
        number=parse_number("31/2026/QH16"),
        issuers=("Quốc hội",),
        issue_date=date(2026, 6, 18),
        title="Cây xanh",
    )
    return store(parsed(about, body(article(1, "Phạm vi điều chỉnh", text=("Luật về cây xanh.",)))))


def of_kind(kind: Kind, number: str, type_name: str, title: str) -> models.Document:
    """A short document that is not law: a plan, a Party text, a draft."""
    about = metadata(
        kind=kind,
        type_code="",
        type_name=type_name,
        number=parse_number(number) if number else None,
        issuers=("Ủy ban nhân dân tỉnh An Hà",),
        title=title,
    )
    text = (article(1, "Nội dung", text=(f"{title}.",)),)
    return store(parsed(about, body(*text)))


def local_decision(place: str) -> models.Document:
    """`01/2024/QĐ-UBND`, which every province has."""
    about = metadata(
        type_code="QĐ",
        type_name="Quyết định",
        number=parse_number("01/2024/QĐ-UBND"),
        issuers=(f"Ủy ban nhân dân tỉnh {place}",),
        issue_date=date(2024, 1, 8),
        title=f"Quy định quản lý cây xanh ở {place}",
    )
    return store(parsed(about, body(article(1, "Phạm vi", text=("Áp dụng trong tỉnh.",)))))


def big_law(articles: int = 700) -> models.Document:
    """As large as the largest real code: 700 articles, 3,500 provisions."""
    words = (
        "Người trồng cây có trách nhiệm chăm sóc, bảo vệ và báo cho cơ quan quản lý khi cần. " * 3
    )
    chapters = []
    for chapter in range(articles // 50):
        children = tuple(
            article(
                50 * chapter + n + 1,
                f"Trách nhiệm thứ {n + 1} của người trồng cây",
                clause(1, words),
                clause(2, words, point("a", words), point("b", words)),
            )
            for n in range(50)
        )
        chapters.append(
            provision(
                Level.CHAPTER,
                str(chapter + 1),
                f"Chương {chapter + 1}",
                heading="TRÁCH NHIỆM",
                children=children,
            )
        )
    about = metadata(
        type_code="BL",
        type_name="Bộ luật",
        number=parse_number("99/2026/QH16"),
        issuers=("Quốc hội",),
        title="Cây xanh",
    )
    return store(parsed(about, body(*chapters)))


def ordinary_document(articles: int = 40) -> models.Document:
    """A decree of usual length: 40 articles, some 35,000 characters."""
    kinds = ("giống cây", "đất trồng", "nước tưới", "phân bón", "người chăm sóc", "kinh phí")
    children = tuple(
        article(
            n + 1,
            f"Quy định về {kinds[n % 6]} lần {n + 1}",
            clause(1, f"Cơ quan quản lý {kinds[n % 6]} lập sổ theo dõi số {n * 7919 % 1000}. " * 4),
            clause(
                2,
                f"Hồ sơ về {kinds[(n + 1) % 6]} gồm có {n + 2} thành phần:",
                point("a", f"Đơn đề nghị theo mẫu số {n + 1} về {kinds[(n + 2) % 6]};" * 2),
                point("b", f"Bản sao giấy tờ về {kinds[(n + 3) % 6]} cấp năm {1980 + n}." * 2),
            ),
        )
        for n in range(articles)
    )
    about = replace(metadata(), number=parse_number("45/2026/NĐ-CP"), title="Quy định về cây xanh")
    return store(parsed(about, body(*children)))


# Other words everywhere, as in a law: equal ones would weigh next to nothing.
_SYLLABLES = "ba căn đất điều gì hạng khu lập mức nơi ông phép quy rừng sông thuế ủy vốn xã yêu"


def words(count: int, seed: int) -> str:
    """A sentence of `count` syllables, the same for a seed."""
    pick = random.Random(seed)  # noqa: S311 - words for a test
    syllables = _SYLLABLES.split()
    made = (pick.choice(syllables) + pick.choice("aeiouy") for _ in range(count))
    return " ".join(made).capitalize() + "."


def long_article(number: int, clauses: int = 3, syllables: int = 60) -> Provision:
    """An article of clauses of some syllables each."""
    below = [clause(n, words(syllables, number * 1000 + n)) for n in range(1, clauses + 1)]
    return article(number, f"Việc thứ {number}", *below)


def long_decree(chapters: int = 20, articles: int = 20, syllables: int = 60) -> models.Document:
    """A decree too long for one page: 20 chapters of 20 articles."""
    return store(
        parsed(
            metadata(number=parse_number("90/2026/NĐ-CP")),
            body(
                *(
                    provision(
                        Level.CHAPTER,
                        str(number + 1),
                        f"Chương {number + 1}",
                        heading=f"Phần việc {number + 1}",
                        children=tuple(
                            long_article(number * articles + n, syllables=syllables)
                            for n in range(1, articles + 1)
                        ),
                    )
                    for number in range(chapters)
                )
            ),
        )
    )
