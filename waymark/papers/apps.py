from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "waymark.papers"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.papers.casefile import PapersPart

        casefile.register(PapersPart())
