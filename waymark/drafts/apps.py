from django.apps import AppConfig, apps


class DraftsConfig(AppConfig):
    name = "waymark.drafts"

    def ready(self) -> None:
        if not apps.is_installed("waymark.jobs"):
            return  # the victims' process has no worker: casework's calls have it forget
        from waymark.drafts import store
        from waymark.jobs import periodic

        periodic.every(periodic.AN_HOUR, "forget-drafts", lambda at: store.forget_old(at=at))
