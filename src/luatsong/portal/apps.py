from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "luatsong.portal"
    label = "portal"

    def ready(self) -> None:
        from luatsong.portal import item_following, reach

        item_following.register()
        reach.register()
