from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "waymark.duties"

    def ready(self) -> None:
        from waymark.chronology import door
        from waymark.duties.renewal import renew_from

        door.renew_with(renew_from)
