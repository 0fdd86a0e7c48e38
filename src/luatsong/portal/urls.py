"""Public addresses: /van-ban/<slug>/dieu-5/khoan-2, the same with .json, .xml, .txt."""

from __future__ import annotations

from django.urls import path, re_path

from luatsong.portal.rendition_addresses import ADDRESSES as RENDITIONS
from luatsong.portal.response_addresses import ADDRESSES as RESPONSES
from luatsong.portal.shelf_addresses import ADDRESSES as SHELVES
from luatsong.portal.sound_addresses import ADDRESSES as SOUNDS
from luatsong.portal.store_addresses import ADDRESSES as STORE
from luatsong.portal.views import (
    about,
    assistant,
    columns,
    comparing,
    design,
    documents,
    entries,
    files,
    follow,
    knowledge,
    knowledge_lists,
    lists,
    living,
    machine,
    media,
    provisions,
    quality,
    search,
    voice,
)

app_name = "portal"

_SLUG = r"(?P<slug>[^/]+?)"
_ADDRESS = r"(?P<address>[^?#]+?)"
_FORM = r"\.(?P<form>json|xml|txt)"

urlpatterns = [
    path("", lists.home, name="home"),
    path("van-ban/", lists.document_list, name="list"),
    re_path(r"^van-ban/(?P<path>.+)/$", documents.trailing_slash),
    re_path(rf"^van-ban/{_SLUG}/dong-doi$", living.life, name="life"),
    re_path(rf"^van-ban/{_SLUG}/dong-doi\.json$", living.record, name="record"),
    re_path(rf"^van-ban/{_SLUG}/thay-doi\.atom$", living.changes, name="changes"),
    re_path(rf"^van-ban/{_SLUG}/quan-he$", living.relations, name="relations"),
    re_path(rf"^van-ban/{_SLUG}{_FORM}$", documents.document_form, name="document-form"),
    re_path(rf"^van-ban/{_SLUG}$", documents.document_page, name="document"),
    re_path(
        rf"^van-ban/{_SLUG}/{_ADDRESS}{_FORM}$", provisions.provision_form, name="provision-form"
    ),
    re_path(rf"^van-ban/{_SLUG}/{_ADDRESS}$", provisions.provision_page, name="provision"),
    path("so-sanh", comparing.compare_page, name="compare"),
    path("dung-du-sach-song/", quality.quality_page, name="quality"),
    path("dung-du-sach-song/<slug:measure>", quality.quality_list, name="quality-list"),
    path("tim-kiem", search.search_page, name="search"),
    path("tim-kiem/cau-dai", search.long_search_page, name="long-search"),
    path("tim-kiem/goi-y", search.suggest, name="suggest"),
    path("giong-noi/", voice.hear, name="voice"),
    path("theo-doi/", follow.follow_page, name="follow"),
    path("theo-doi/xac-nhan/<str:secret>", follow.confirm, name="follow-confirm"),
    path("theo-doi/thoi/<str:secret>", follow.leave, name="follow-leave"),
    path("theo-doi/<str:token>.atom", follow.feed, name="follow-feed"),
    path("tep/images/<str:name>", media.picture, name="picture"),
    path("tep/<slug:sha256>/<path:name>", files.source_file, name="file"),
    path("tai-ve/<int:pk>/<str:name>", media.download, name="download"),
    path("kien-thuc/", knowledge_lists.item_list, name="items"),
    path("kien-thuc/moi.atom", knowledge_lists.item_feed, name="items-feed"),
    path("kien-thuc/lich.ics", knowledge_lists.calendar_feed, name="items-calendar"),
    path("kien-thuc/<slug:slug>.ics", knowledge.item_calendar, name="item-calendar"),
    path("kien-thuc/<slug:slug>", knowledge.item_page, name="item"),
    path("cho/", entries.for_index, name="for"),
    path("cho/<slug:slug>", entries.for_audience, name="for-audience"),
    path("viec-doi/", entries.life_index, name="life-events"),
    path("viec-doi/<slug:slug>", entries.life_event, name="life-event"),
    path("viec-khong-duoc-lam/", entries.forbidden, name="forbidden"),
    path("lich-su-kien/", entries.events, name="events"),
    path("noi-giup-do/", entries.services, name="services"),
    path("vuong-mac/", entries.register, name="register"),
    path("ung-dung/", entries.applications, name="applications"),
    path("hoi-dap/", assistant.ask_page, name="assistant"),
    path("hoi-dap/tung-cau", assistant.stream, name="assistant-stream"),
    path("hoi-dap/danh-gia", assistant.feedback, name="assistant-feedback"),
    path("hoi-dap/gui", assistant.send, name="assistant-send"),
    path("api/hoi-dap", assistant.api, name="assistant-api"),
    path("nhung/", columns.column_page, name="column-page"),
    path("nhung/cot/", columns.column_frame, name="column-frame"),
    path("nhung/cot.json", columns.column_data, name="column-data"),
    path("nhung/cot.js", columns.column_script, name="column-script"),
    path("nhung/hoi-dap/", assistant.embedded, name="assistant-embedded"),
    path("nhung/hoi-dap.js", assistant.embed_script, name="assistant-embed"),
    *RENDITIONS,
    *RESPONSES,
    *SHELVES,
    *SOUNDS,
    *STORE,
    path("giao-dien/", design.design_page, name="design"),
    path("gioi-thieu", about.about, name="about"),
    path("tro-nang", about.accessibility, name="accessibility"),
    path("sitemap.xml", machine.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", machine.sitemap_part, name="sitemap-part"),
    path("robots.txt", machine.robots, name="robots"),
    path("van-ban-moi.atom", machine.feed, name="feed"),
]
