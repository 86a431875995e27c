from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "waymark.diary"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.diary import beside, close
        from waymark.diary.acts import follow_with
        from waymark.diary.casefile import DiaryPart

        casefile.register(DiaryPart())
        follow_with(close.tell)
        beside.tell_with("diary/too_close.html", close.asks)
