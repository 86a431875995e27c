from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "waymark.plans"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.papers import places
        from waymark.plans.casefile import PlansPart

        casefile.register(PlansPart())
        places.register(
            "review",
            places.Place("review", "complete-review", "What comes of it", home_shows_open=True),
        )
        places.register(
            "closing", places.Place("ending", "complete-closing", "Agree what comes after")
        )
