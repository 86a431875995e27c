from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "waymark.portal"

    def ready(self) -> None:
        from waymark.papers.places import Place, register
        from waymark.plans import pieces
        from waymark.portal.own import own_paper
        from waymark.portal.views.asking import opened
        from waymark.portal.views.giving import on_the_plan

        pieces.register("handed-out", on_the_plan)

        for form in ("self-assessment-child", "self-assessment-parent", "feedback"):
            register(
                form,
                Place(
                    home="sheets",
                    template="portal/own_paper.html",
                    concludes=own_paper,
                    opened=opened,
                ),
            )
