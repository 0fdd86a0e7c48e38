from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "luatsong.sample"
    label = "sample"
    verbose_name = "Tỉnh mẫu"
