"""Addresses of listening; joined into `urls.py`."""

from __future__ import annotations

from django.urls import path, re_path

from luatsong.portal.views import sound

ADDRESSES = [
    path("am-thanh/", sound.index, name="sounds"),
    path("am-thanh/podcast.xml", sound.podcast, name="podcast"),
    path("am-thanh/podcast-<slug:audience>.xml", sound.podcast, name="podcast-for"),
    path("am-thanh/tep/<int:pk>/<str:name>", sound.spoken_file, name="spoken-file"),
    re_path(
        r"^am-thanh/van-ban/(?P<slug>[^/]+?)/(?P<address>[^?#]+?)$",
        sound.provision,
        name="provision-sound",
    ),
]
