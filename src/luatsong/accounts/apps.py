from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "luatsong.accounts"
    label = "accounts"
