from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "waymark.plans"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.drafts import beside
        from waymark.papers import places
        from waymark.plans.casefile import PlansPart
        from waymark.plans.views.looking import reads_at

        casefile.register(PlansPart())
        beside.register("plan-goals", reads_at)
        places.register(
            "review",
            places.Place("review", "complete-review", "What comes of it", home_shows_open=True),
        )
        places.register(
            "closing", places.Place("ending", "complete-closing", "Agree what comes after")
        )
