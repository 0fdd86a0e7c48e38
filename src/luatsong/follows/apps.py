from django.apps import AppConfig


class FollowsConfig(AppConfig):
    name = "luatsong.follows"
    verbose_name = "Theo dõi"
