from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "waymark.visits"

    def ready(self) -> None:
        from waymark.diary import beside
        from waymark.visits.beside import told

        beside.tell_with("visits/beside.html", told)
