"""Addresses of files made of items, and of reading without network; joined into `urls.py`."""

from __future__ import annotations

from django.urls import path

from luatsong.portal.views import captions, offline, renditions, toolkit

ADDRESSES = [
    path("ban/<int:pk>/loi.vtt", captions.of_rendition, name="captions"),
    path("ban/<int:pk>/<str:name>", renditions.rendition, name="rendition"),
    path("ban/<slug:slug>/the-hinh.zip", renditions.cards, name="cards"),
    path("ban/<slug:slug>/in", offline.print_page, name="print-page"),
    path("ngoai-tuyen/", offline.topics, name="offline"),
    path("ngoai-tuyen/khong-co-mang", offline.without_network, name="without-network"),
    path("ban/mau/<str:name>", toolkit.blank, name="blank"),
    path("ban/<slug:slug>/trinh-chieu", toolkit.slides, name="slides"),
    path("ngoai-tuyen/<str:kind>/<str:code>.pptx", toolkit.topic_slides, name="pack-slides"),
    path("ngoai-tuyen/<str:kind>/<str:code>.zip", offline.pack, name="pack"),
    path("ngoai-tuyen/<str:kind>/<str:code>.json", offline.pages_of, name="pack-pages"),
    path("ngoai-tuyen/<str:kind>/<str:code>/", offline.topic_page, name="pack-page"),
    path("sw.js", offline.service_worker, name="service-worker"),
    path("manifest.webmanifest", offline.web_manifest, name="web-manifest"),
]
