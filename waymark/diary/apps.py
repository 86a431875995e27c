from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "waymark.diary"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.diary.casefile import DiaryPart

        casefile.register(DiaryPart())
