from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "luatsong.search"
    label = "search"
