"""Addresses and menu entries of this part of the staff side, for `wagtail_hooks`."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path

from luatsong.knowledge.models import Campaign, Practice
from luatsong.staff.menu import Entry
from luatsong.staff.outreach import overview_page
from luatsong.staff.outreach.desk import MAY_SEE, Desk
from luatsong.staff.outreach.forms import (
    EVALUATIONS,
    MEASURES,
    PLATFORMS,
    CampaignForm,
    PracticeForm,
)

CAMPAIGNS = Desk(
    code="campaign",
    slug="phong-trao",
    title="Phong trào, chiến dịch",
    new_title="Thêm phong trào, chiến dịch",
    icon="group",
    model=Campaign,
    form=CampaignForm,
    inlines=(("Nền tảng đang chạy nội dung", PLATFORMS),),
    public="portal:campaigns",
)
PRACTICES = Desk(
    code="practice",
    slug="mo-hinh",
    title="Mô hình, cách làm hay",
    new_title="Thêm mô hình",
    icon="clipboard-list",
    model=Practice,
    form=PracticeForm,
    inlines=(("Số đo trước và sau", MEASURES), ("Đánh giá của cơ quan", EVALUATIONS)),
    public="portal:practices",
)


def addresses() -> list[URLPattern]:
    """The pages."""
    return [
        *CAMPAIGNS.addresses(),
        *PRACTICES.addresses(),
        path("quan-ly/", overview_page.index, name="staff_overview"),
        path("quan-ly/tai-ve/", overview_page.download, name="staff_overview_csv"),
        path("quan-ly/noi-dung/", overview_page.behind, name="staff_overview_items"),
    ]


def entries(request: HttpRequest) -> list[Entry]:
    """What the person may enter. No query."""
    if not request.user.has_perm(MAY_SEE):
        return []
    return [
        Entry(overview_page.TITLE, "staff_overview", overview_page.ICON, 15),
        Entry("Phong trào", "staff_campaigns", CAMPAIGNS.icon, 146),
        Entry("Mô hình", "staff_practices", PRACTICES.icon, 147),
    ]
