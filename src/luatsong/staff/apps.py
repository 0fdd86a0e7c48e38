from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "luatsong.staff"
    label = "staff"
