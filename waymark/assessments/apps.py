from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "waymark.assessments"

    def ready(self) -> None:
        from waymark.papers import places

        places.register(
            "assessment", places.Place("assessment", "complete-assessment", "Finish the assessment")
        )
