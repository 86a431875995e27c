from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "waymark.portal"

    def ready(self) -> None:
        from waymark.papers.places import Place, register
        from waymark.plans import handed_out
        from waymark.portal.views.giving import on_the_plan

        handed_out.register(on_the_plan)

        for form in ("self-assessment-child", "self-assessment-parent", "feedback"):
            register(form, Place(home="sheets"))
