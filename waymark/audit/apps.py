from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "waymark.audit"

    def ready(self) -> None:
        from waymark.accounts import acts
        from waymark.audit.accounts import tell

        acts.told.append(tell)
