from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "waymark.plans"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.drafts import beside
        from waymark.papers import places
        from waymark.plans.casefile import PlansPart
        from waymark.plans.heard import known_of_an_ending, voices_beside
        from waymark.plans.views.looking import reads_at

        self._register_the_induction()
        casefile.register(PlansPart())
        beside.register("plan-goals", reads_at)
        places.register(
            "review",
            places.Place(
                home="review",
                finish="complete-review",
                finishes="What comes of it",
                home_shows_open=True,
                voices=voices_beside,
            ),
        )
        places.register(
            "closing",
            places.Place(
                home="ending",
                finish="complete-closing",
                finishes="Agree what comes after",
                known=known_of_an_ending,
            ),
        )

    @staticmethod
    def _register_the_induction() -> None:
        from waymark.papers import places
        from waymark.plans.inductions import INDUCTION, voices_beside
        from waymark.plans.views.induction import aloud

        places.register(
            INDUCTION,
            places.Place(
                home="induction",
                finish="complete-induction",
                finishes="We have gone through it",
                voices=voices_beside,
                aloud=aloud,
            ),
        )
