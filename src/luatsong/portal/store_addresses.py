"""Addresses of the shared store; joined into `urls.py`."""

from __future__ import annotations

from django.urls import path, re_path

from luatsong.portal.views import repository

ADDRESSES = [
    path("kho-du-lieu/", repository.store, name="store"),
    path("kho-du-lieu/cau-truc/", repository.structure, name="store-structure"),
    path("kho-du-lieu/cau-truc/<str:version>.json", repository.schema_file, name="store-schema"),
    path("kho-du-lieu/danh-muc.jsonld", repository.catalogue, name="store-catalogue"),
    re_path(
        r"^kho-du-lieu/noi-dung\.(?P<form>jsonl|csv)$", repository.records, name="store-records"
    ),
]
