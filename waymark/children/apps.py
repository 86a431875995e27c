from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "waymark.children"

    def ready(self) -> None:
        from waymark.children.casefile import ChildPart
        from waymark.chronology import casefile

        casefile.register(ChildPart())
