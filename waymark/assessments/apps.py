from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "waymark.assessments"

    def ready(self) -> None:
        from waymark.assessments.concluded import of_paper
        from waymark.assessments.voices import voices_beside
        from waymark.papers import places

        places.register(
            "assessment",
            places.Place(
                home="assessment",
                finish="complete-assessment",
                finishes="Finish the assessment",
                voices=voices_beside,
                template="assessments/paper.html",
                concludes=of_paper,
            ),
        )
