"""Addresses of listening; joined into `urls.py`."""

from __future__ import annotations

from django.urls import path, re_path

from luatsong.portal.views import captions, sound

ADDRESSES = [
    path("kien-thuc/<slug:slug>/loi-<int:number>.vtt", captions.of_video, name="video-captions"),
    path("am-thanh/", sound.index, name="sounds"),
    path("am-thanh/podcast.xml", sound.podcast, name="podcast"),
    path("am-thanh/podcast-<slug:audience>.xml", sound.podcast, name="podcast-for"),
    path("am-thanh/tep/<int:pk>/loi.vtt", captions.of_text, name="spoken-captions"),
    path("am-thanh/tep/<int:pk>/<str:name>", sound.spoken_file, name="spoken-file"),
    re_path(
        r"^am-thanh/van-ban/(?P<slug>[^/]+?)/(?P<address>[^?#]+?)$",
        sound.provision,
        name="provision-sound",
    ),
]
