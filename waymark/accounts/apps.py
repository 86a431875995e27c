from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "waymark.accounts"

    def ready(self) -> None:
        from waymark.pages.plainly import speak_plainly

        speak_plainly()
