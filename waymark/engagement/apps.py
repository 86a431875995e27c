from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "waymark.engagement"

    def ready(self) -> None:
        from waymark.engagement import breach, breaks, deciding, weighed
        from waymark.engagement.early import EARLY
        from waymark.engagement.early_known import belies, known_of_an_early_end
        from waymark.engagement.known import known
        from waymark.papers.places import Place, register

        deciding.register(breach.KIND)
        register(
            breach.BREACH,
            Place(home="breach", finish="put-breach", finishes="Put it to a manager", known=known),
        )
        register(
            EARLY,
            Place(
                home="early",
                finish="complete-early",
                finishes="What you decide",
                known=known_of_an_early_end,
                belies=belies,
            ),
        )
        deciding.register(breaks.KIND)
        register(
            breaks.BREAK,
            Place(
                home="breaks",
                finish="put-break",
                finishes="Put it to a senior manager",
                known=weighed.known,
            ),
        )

        from waymark.contacts import beside
        from waymark.engagement.tried import tried

        for kind in ("warning", "engagement-panel-held", "judged-for-court"):
            beside.tell_with(kind, "engagement/beside.html", tried)
