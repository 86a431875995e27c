from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "waymark.plans"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.plans.casefile import PlansPart

        casefile.register(PlansPart())
