from django.apps import AppConfig


class RestorativeConfig(AppConfig):
    name = "waymark.restorative"

    def ready(self) -> None:
        from waymark.letters import post
        from waymark.papers.places import Place, register
        from waymark.plans import pieces
        from waymark.restorative import told
        from waymark.restorative.considering import RESTORATIVE, of_whom
        from waymark.restorative.standing import planned

        for letter in told.TOLD:
            post.on(letter.kind, told.take_in)
        pieces.register("done", planned)
        register(
            RESTORATIVE,
            Place(
                home="restorative",
                finish="complete-restorative",
                finishes="What you think",
                of_whom=of_whom,
            ),
        )
        self._stand_beside_forms()

    def _stand_beside_forms(self) -> None:
        from waymark.contacts import beside
        from waymark.restorative import asking, pictures, prepared, said, venues

        beside.choose_with("restorative-activity-planned.venue", venues.to_choose)
        beside.choose_with("work-made.picture", pictures.to_choose)
        for kind in (
            "restorative-activity-planned",
            "restorative-activity-held",
            "work-handed-over",
        ):
            beside.ask_first_with(kind, asking.against)
        beside.fill_with("restorative-activity-planned", said.of_a_plan)
        beside.fill_with("child-readiness-judged", said.of_being_ready)
        beside.fill_with("restorative-risk-assessed", said.of_the_risks)
        beside.tell_with(
            "restorative-activity-planned", "restorative/good_at.html", venues.of_what_is_planned
        )
        beside.tell_with(
            "restorative-risk-assessed", "restorative/places.html", prepared.of_the_risks
        )
