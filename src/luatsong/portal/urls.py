"""Public addresses: /van-ban/<slug>/dieu-5/khoan-2, the same with .json, .xml, .txt."""

from __future__ import annotations

from django.urls import path, re_path

from luatsong.portal.views import about, documents, files, lists, machine, provisions, search

app_name = "portal"

_SLUG = r"(?P<slug>[^/]+?)"
_ADDRESS = r"(?P<address>[^?#]+?)"
_FORM = r"\.(?P<form>json|xml|txt)"

urlpatterns = [
    path("", lists.home, name="home"),
    path("van-ban/", lists.document_list, name="list"),
    re_path(r"^van-ban/(?P<path>.+)/$", documents.trailing_slash),
    re_path(rf"^van-ban/{_SLUG}{_FORM}$", documents.document_form, name="document-form"),
    re_path(rf"^van-ban/{_SLUG}$", documents.document_page, name="document"),
    re_path(
        rf"^van-ban/{_SLUG}/{_ADDRESS}{_FORM}$", provisions.provision_form, name="provision-form"
    ),
    re_path(rf"^van-ban/{_SLUG}/{_ADDRESS}$", provisions.provision_page, name="provision"),
    path("tim-kiem", search.search_page, name="search"),
    path("tep/<slug:sha256>/<path:name>", files.source_file, name="file"),
    path("gioi-thieu", about.about, name="about"),
    path("tro-nang", about.accessibility, name="accessibility"),
    path("sitemap.xml", machine.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", machine.sitemap_part, name="sitemap-part"),
    path("robots.txt", machine.robots, name="robots"),
    path("van-ban-moi.atom", machine.feed, name="feed"),
]
