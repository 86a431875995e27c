from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "waymark.jobs"

    def ready(self) -> None:
        from waymark.jobs import periodic, pulse

        periodic.every(1, "pulse", pulse.beat)
        periodic.every(60, "tidy-jobs", pulse.tidy)
