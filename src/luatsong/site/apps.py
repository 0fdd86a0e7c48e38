from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "luatsong.site"
    label = "luatsong_site"
