from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "waymark.engagement"

    def ready(self) -> None:
        from waymark.engagement.early import EARLY, known_of_an_early_end
        from waymark.papers import places

        places.register(
            EARLY,
            places.Place(
                home="early",
                finish="complete-early",
                finishes="What you decide",
                known=known_of_an_early_end,
            ),
        )
