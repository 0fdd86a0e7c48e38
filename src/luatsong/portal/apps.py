from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "luatsong.portal"
    label = "portal"
