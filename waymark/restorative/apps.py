from django.apps import AppConfig


class RestorativeConfig(AppConfig):
    name = "waymark.restorative"

    def ready(self) -> None:
        from waymark.papers.places import Place, register
        from waymark.restorative.considering import RESTORATIVE

        register(
            RESTORATIVE,
            Place(home="restorative", finish="complete-restorative", finishes="What you think"),
        )
