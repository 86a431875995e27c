from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "waymark.children"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.children.casefile import ChildPart

        casefile.register(ChildPart())
