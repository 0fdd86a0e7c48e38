"""An answer as it comes about: one JSON object a line, for the page to show at once.

{"buoc": what is being done} and {"cau": a proved sentence, as HTML} come as they are ready;
{"het": the whole answer, as HTML} ends it and stands in place of all before, or {"loi": why not}.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator

from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from luatsong.assistant.answering import Answer, Progress, Step
from luatsong.portal.answers import shown_sentences
from luatsong.search.backend import SearchUnavailableError

logger = logging.getLogger(__name__)

UNREACHABLE = (
    "Máy tìm kiếm đang không liên lạc được nên chưa tra cứu được quy định. Câu hỏi vẫn còn trong ô "
    "trên; hãy thử lại sau ít phút."
)
_STEPS = {
    Step.SEARCHING: "Đang tìm quy định…",
    Step.WRITING: "Đang soạn câu trả lời; chỉ câu nào kiểm tra đúng mới hiện…",
}


def streamed(progress: Iterable[Progress], whole: Callable[[Answer], str]) -> StreamingHttpResponse:
    """`progress` for the page; `whole` makes the HTML of the answer."""
    response = StreamingHttpResponse(
        _lines(progress, whole), content_type="application/x-ndjson; charset=utf-8"
    )
    add_never_cache_headers(response)
    # Packed or held back, the lines would arrive all at once.
    response["Content-Encoding"] = "identity"
    response["X-Accel-Buffering"] = "no"
    return response


def _lines(progress: Iterable[Progress], whole: Callable[[Answer], str]) -> Iterator[bytes]:
    try:
        for one in progress:
            if isinstance(one, Step):
                yield _line({"buoc": _STEPS[one]})
            elif isinstance(one, Answer):
                yield _line({"het": whole(one)})
            else:
                (sentence,) = shown_sentences([one], timezone.localdate())
                html = render_to_string("portal/_sentence.html", {"sentence": sentence})
                yield _line({"cau": html})
    except SearchUnavailableError as error:
        logger.error("The search engine cannot be reached: %s", error)
        yield _line({"loi": UNREACHABLE})


def _line(row: dict[str, str]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"
