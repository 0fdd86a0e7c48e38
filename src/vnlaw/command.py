"""The `vnlaw` command: read one file, parse it and write it in another form, or cite from it.

Exit codes: 0 done, 2 the file or the command line is unusable (a Vietnamese message on stderr
says why and what to do).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from vnlaw import ENGINE_VERSION
from vnlaw.akn import to_akn
from vnlaw.citations import Passage, cite_document
from vnlaw.citations import to_json as citations_to_json
from vnlaw.document import Document, Source
from vnlaw.export import to_json, to_text
from vnlaw.parse import parse
from vnlaw.reading import Unreadable, read, read_bytes

UNUSABLE = 2
_STDIN = "-"


def _json_bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


FORMATS: dict[str, Callable[[Document], bytes]] = {
    "json": lambda document: _json_bytes(to_json(document)),
    "akn": to_akn,
    "text": lambda document: to_text(document).encode("utf-8", "replace"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; `arguments` default to those of the process. Returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        source = _source(options.file, options.name)
        _write(_ACTIONS[options.action](source, options), options.output)
    except Unreadable as error:
        print(f"vnlaw: {options.file}: {error.message} [{error.code}]", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:  # the reader of our output, e.g. `head`, has seen enough
        sys.stderr.close()
        return 0
    except OSError as error:
        reason = error.strerror or str(error)
        print(
            f"vnlaw: {error.filename or options.file}: không mở hoặc không ghi được tệp ({reason})."
            " Hãy kiểm tra đường dẫn và quyền truy cập.",
            file=sys.stderr,
        )
        return UNUSABLE
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vnlaw", description="Đọc và phân tích văn bản pháp luật Việt Nam."
    )
    parser.add_argument("--version", action="version", version=f"vnlaw {ENGINE_VERSION}")
    actions = parser.add_subparsers(dest="action", required=True, metavar="LỆNH")
    read_action = actions.add_parser("read", help="đọc một tệp thành các dòng chữ sạch")
    read_action.add_argument(
        "--json", action="store_true", help="ghi cả số trang, độ tin cậy OCR và các lưu ý"
    )
    parse_action = actions.add_parser("parse", help="phân tích một tệp thành cấu trúc văn bản")
    parse_action.add_argument(
        "--format",
        choices=sorted(FORMATS),
        default="json",
        help="dạng kết quả: json, akn (Akoma Ntoso 3.0) hoặc text; mặc định json",
    )
    cite_action = actions.add_parser("cite", help="tìm các viện dẫn văn bản, điều, khoản, điểm")
    cite_action.add_argument(
        "--json", action="store_true", help="ghi từng viện dẫn với vị trí chính xác trong đoạn"
    )
    for action in (read_action, parse_action, cite_action):
        action.add_argument("file", metavar="TỆP", help="tệp cần đọc, hoặc - để đọc từ đầu vào")
        action.add_argument(
            "--name", default="dau-vao.txt", help="tên tệp (để biết định dạng) khi TỆP là -"
        )
        action.add_argument("--output", "-o", metavar="TỆP", help="ghi kết quả vào tệp này")
    return parser


def _source(file: str, name: str) -> Source:
    if file == _STDIN:
        return read_bytes(sys.stdin.buffer.read(), name)
    return read(Path(file))


def _read(source: Source, options: argparse.Namespace) -> bytes:
    if options.json:
        return _json_bytes(asdict(source))
    _warn(source)
    return "".join(f"{line}\n" for line in source.lines).encode("utf-8", "replace")


def _parse(source: Source, options: argparse.Namespace) -> bytes:
    return FORMATS[options.format](parse(source))


def _cite(source: Source, options: argparse.Namespace) -> bytes:
    passages = cite_document(parse(source))
    if options.json:
        return _json_bytes(citations_to_json(passages))
    return "".join(map(_cited, passages)).encode("utf-8", "replace")


def _cited(passage: Passage) -> str:
    """One line for each citation: where it stands, what is printed, what it means."""
    place = passage.address or passage.part
    lines = []
    for citation in passage.citations:
        provisions = "; ".join(reference.text for reference in citation.provisions)
        meant = " | ".join(filter(None, (citation.target.text, provisions)))
        lines.append(f"{place}\t{citation.surface}\t{meant}\n")
    return "".join(lines)


_ACTIONS: dict[str, Callable[[Source, argparse.Namespace], bytes]] = {
    "read": _read,
    "parse": _parse,
    "cite": _cite,
}


def _warn(source: Source) -> None:
    for finding in source.findings:
        print(f"vnlaw: {finding.message} [{finding.code}]", file=sys.stderr)


def _write(data: bytes, output: str | None) -> None:
    if output:
        Path(output).write_bytes(data)
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
