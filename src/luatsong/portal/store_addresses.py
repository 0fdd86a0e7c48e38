"""Addresses of the shared store, of movements and of models tried; joined into `urls.py`."""

from __future__ import annotations

from django.urls import path, re_path

from luatsong.portal.views import campaigns, practices, repository

ADDRESSES = [
    path("kho-du-lieu/", repository.store, name="store"),
    path("kho-du-lieu/cau-truc/", repository.structure, name="store-structure"),
    path("kho-du-lieu/cau-truc/<str:version>.json", repository.schema_file, name="store-schema"),
    path("kho-du-lieu/danh-muc.jsonld", repository.catalogue, name="store-catalogue"),
    re_path(
        r"^kho-du-lieu/noi-dung\.(?P<form>jsonl|csv)$", repository.records, name="store-records"
    ),
    path("phong-trao/", campaigns.index, name="campaigns"),
    path("phong-trao/<slug:slug>/", campaigns.detail, name="campaign"),
    path("phong-trao/<slug:slug>.atom", campaigns.feed, name="campaign-feed"),
    path("mo-hinh/", practices.index, name="practices"),
    path("mo-hinh/mo-hinh.csv", practices.table, name="practices-table"),
    path("mo-hinh/<slug:slug>/", practices.detail, name="practice"),
]
