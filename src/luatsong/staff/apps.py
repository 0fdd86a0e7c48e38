from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "luatsong.staff"
    label = "staff"
    verbose_name = "Nghiệp vụ"

    def ready(self) -> None:
        from luatsong.knowledge import preview
        from luatsong.staff import checks  # noqa: F401
        from luatsong.staff.knowledge.previewing import show

        preview.show_with(show)
