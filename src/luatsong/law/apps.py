from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "luatsong.law"
    label = "law"
    verbose_name = "Văn bản pháp luật"
