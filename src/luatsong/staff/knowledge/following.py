"""What happens next with an item, in a sentence for whoever looks at it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.timezone import localtime

from luatsong.accounts.models import User
from luatsong.knowledge import workflow
from luatsong.knowledge.checks import Finding
from luatsong.knowledge.models import Item
from luatsong.staff.knowledge.states import state_of
from luatsong.staff.templatetags.staff_tags import person

_NAMED = 4  # persons that are named; the others are counted


def following(item: Item, findings: Sequence[Finding]) -> str:
    """The next step, who takes it, and where its outcome is seen."""
    state = state_of(item).code
    if state == "waiting":
        return _waiting(item)
    blocking = sum(finding.blocking for finding in findings)
    mend = f"sửa {blocking} chỗ ghi “Phải sửa” rồi bấm" if blocking else "bấm"
    send = f"người viết {mend} “Gửi thẩm định” ở cuối trang viết."
    if state == "returned":
        return f"Sửa theo lý do trả lại, rồi {send} Bài đi lại từ bước thẩm định."
    if state == "draft":
        return f"Bài chưa gửi: {send} Sau đó một người thẩm định, một người khác duyệt."
    if state == "scheduled":
        at = item.scheduled_revision.approved_go_live_at if item.scheduled_revision else None
        return f"Tự công bố lúc {localtime(at):%H:%M ngày %d/%m/%Y}." if at else "Tự công bố."
    if item.live and item.has_unpublished_changes:
        return f"Người đọc vẫn thấy bản cũ. Để thay bằng bản sửa, {send}"
    if item.live:
        return (
            "Bài đang ở trang công khai. Khi luật làm căn cứ thay đổi, người đọc thấy lời báo ngay "
            "và bài hiện ở “Rà soát theo luật”."
        )
    return "Người đọc không thấy bài này. Công bố lại phải qua thẩm định và duyệt."


def _waiting(item: Item) -> str:
    step = workflow.current_step(item)
    if step is None:  # decided while this page was made
        return ""
    people = workflow.deciders(step)
    name = step.task.name.lower()
    if not people:
        return (
            f"Chưa có ai {name} được: người viết, người sửa và người thẩm định không được làm "
            "thay bước của người khác. Hãy nhờ quản trị viên cấp vai trò cho một người nữa."
        )
    then = (
        "thì bài lên trang công khai" if step.task.specific.is_last else "thì bài tới người duyệt"
    )
    return (
        f"Chờ {_named(people)} {name}; đồng ý {then}, không thì bài trở lại người viết kèm lý do. "
        "Kết quả hiện ở “Việc của bạn”."
    )


def _named(people: Sequence[User]) -> str:
    names = [person(one) for one in people[:_NAMED]]
    more = len(people) - len(names)
    return " hoặc ".join([*names, *([f"{more} người khác"] if more else [])])
