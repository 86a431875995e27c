from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "waymark.portal"

    def ready(self) -> None:
        from waymark.papers.places import Place, register

        for form in ("self-assessment-child", "self-assessment-parent", "feedback"):
            register(form, Place(home="sheets"))
