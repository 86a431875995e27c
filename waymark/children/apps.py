from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "waymark.children"

    def ready(self) -> None:
        from waymark.accounts import acts
        from waymark.children.casefile import ChildPart
        from waymark.children.leaving import hand_over_first
        from waymark.chronology import casefile

        casefile.register(ChildPart())
        acts.must_happen_first.append(hand_over_first)
