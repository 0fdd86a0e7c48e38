"""Make the sample documents that are not plain UTF-8 text, from `scripts/sample_sources/*.txt`.

The results are committed under `src/luatsong/sample/documents`; run this after changing a
source. It needs what the product does not: `pip install reportlab` and the font family
Noto Serif (Debian: fonts-noto-core).

    python scripts/make_sample_binaries.py [--fonts FOLDER]
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path

from sample_docx import write_docx
from sample_layout import Sheet, is_centred, sheet
from sample_pdf import register_fonts, write_scan, write_text_pdf

from vnlaw.tables import grouped

SCRIPTS = Path(__file__).parent
SOURCES = SCRIPTS / "sample_sources"
DOCUMENTS = SCRIPTS.parent / "src/luatsong/sample/documents"


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the binary sample documents.")
    parser.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts/truetype/noto"))
    fonts = parser.parse_args().fonts
    register_fonts(fonts)
    write_docx(_sheet("vbhn-02-hdnd"), DOCUMENTS / "vbhn-02-hdnd-muc-chi-pbgdpl.docx")
    write_docx(_sheet("nq-36-2025-hdnd"), DOCUMENTS / "nq-36-2025-hdnd-bang-gia-dat.docx")
    write_docx(_sheet("qd-25-2025-ubnd"), DOCUMENTS / "qd-25-2025-ubnd-quy-che.docx", numbered=True)
    fees = _sheet("nq-24-2025-hdnd")
    write_text_pdf(fees, DOCUMENTS / "nq-24-2025-hdnd-phi-le-phi.pdf", title="24/2025/NQ-HĐND")
    notice = _sheet("tb-214-ubnd")
    locked = DOCUMENTS / "tep-dat-mat-khau.pdf"
    write_text_pdf(notice, locked, title="214/TB-UBND", password="1")  # noqa: S106 - it is the sample
    write_scan(notice, DOCUMENTS / "tb-214-ubnd-ban-quet.pdf", fonts)
    water = _sheet("qd-27-2022-ubnd-lam-thuy")
    for name, said in tomllib.loads((SOURCES / "pages.toml").read_text("utf-8")).items():
        (DOCUMENTS / f"{name}.html").write_text(_page(water, said), encoding="utf-8")
    dikes = (SOURCES / "qd-1127-1998-ub.txt").read_text("utf-8")
    (DOCUMENTS / "qd-1127-1998-ub-de-dieu.txt").write_bytes(_tcvn3(dikes))
    (DOCUMENTS / "tep-rong.docx").write_bytes(b"")


def _sheet(name: str) -> Sheet:
    return sheet(SOURCES / f"{name}.txt")


def _page(content: Sheet, said: Mapping[str, str]) -> str:
    """A saved page of a legal database: the text, and beside it what the page says of it."""
    facts = "".join(
        f"<dt>{escape(label)}:</dt><dd>{escape(value)}</dd>\n"
        for label, value in said.items()
        if label != "title"
    )
    body = [
        _html_pair(content.office, content.state),
        *_html_flow(content.middle),
        _html_pair(content.recipients, content.signature),
        *_html_flow(content.attached),
    ]
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(said['title'])}</title>\n</head>\n<body>\n"
        '<nav><a href="/">Trang chủ</a> <a href="/van-ban">Văn bản</a></nav>\n'
        f"<aside>\n<h2>Thuộc tính</h2>\n<dl>\n{facts}</dl>\n</aside>\n"
        '<div class="fulltext">\n' + "\n".join(body) + "\n</div>\n"
        "<footer>Trang lưu từ cơ sở dữ liệu giả định của tỉnh An Hà</footer>\n</body>\n</html>\n"
    )


def _html_flow(lines: list[str]) -> list[str]:
    out = []
    for block in grouped(lines):
        if isinstance(block, str):
            style = ' align="center"' if is_centred(block) else ""
            out.append(f"<p{style}>{escape(block)}</p>")
        else:
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block)
            out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return out


def _html_pair(left: list[str], right: list[str]) -> str:
    cells = ("".join(f"<p>{escape(line)}</p>" for line in side) for side in (left, right))
    return "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>"


def _tcvn3(text: str) -> bytes:
    """Text in TCVN 5712:1993 as typed with the .Vn fonts: capitals carry no tone marks there.

    A capital with a tone is written as the small letter, as typists did with the plain fonts.
    """
    table = tomllib.loads((SOURCES / "tcvn3.toml").read_text("utf-8"))
    codes: dict[str, int] = table["codes"]
    return bytes(
        codes.get(letter, codes.get(letter.lower(), ord(letter) if ord(letter) < 128 else 63))
        for letter in text
    )


if __name__ == "__main__":
    main()
