"""Addresses of what readers send and of what is counted; joined into `urls.py`."""

from __future__ import annotations

from django.urls import path, re_path

from luatsong.portal.views import counting, figures, responses

ADDRESSES = [
    path("phan-hoi/giup", responses.helped, name="helped"),
    path("phan-hoi/them", responses.missing, name="missing"),
    path("phan-hoi/danh-gia", responses.satisfaction, name="satisfaction"),
    path("y-kien/", responses.comment, name="comment"),
    path("y-kien/tat-ca", responses.all_comments, name="comments"),
    path("y-kien/cua-toi/<str:secret>", responses.own_comment, name="own-comment"),
    path("dem/", counting.used, name="used"),
    path("dem/ngoai-tuyen", counting.offline, name="used-offline"),
    path("so-lieu/", figures.figures_page, name="figures"),
    re_path(
        r"^so-lieu/(?P<name>luot|hai-long)\.(?P<form>csv|json)$",
        figures.open_data,
        name="figures-data",
    ),
]
