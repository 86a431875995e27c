from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "waymark.engagement"

    def ready(self) -> None:
        from waymark.contacts import beside
        from waymark.engagement.tried import tried

        for kind in ("warning", "engagement-panel-held", "judged-for-court"):
            beside.tell_with(kind, "engagement/beside.html", tried)
