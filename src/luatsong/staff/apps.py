from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "luatsong.staff"
    label = "staff"
    verbose_name = "Nghiệp vụ"

    def ready(self) -> None:
        from luatsong.staff import checks  # noqa: F401
