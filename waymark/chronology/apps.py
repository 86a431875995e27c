from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    name = "waymark.chronology"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.chronology.events import EventsPart

        casefile.register(EventsPart())
