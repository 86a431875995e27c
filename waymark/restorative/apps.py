from django.apps import AppConfig


class RestorativeConfig(AppConfig):
    name = "waymark.restorative"

    def ready(self) -> None:
        from waymark.letters import post
        from waymark.papers.places import Place, register
        from waymark.restorative import told
        from waymark.restorative.considering import RESTORATIVE
        from waymark.rules.letters import VictimConsent, VictimReadiness, WorkAnswered, WorkGiven

        for letter in (VictimReadiness, VictimConsent, WorkAnswered, WorkGiven):
            post.on(letter.kind, told.take_in)
        register(
            RESTORATIVE,
            Place(home="restorative", finish="complete-restorative", finishes="What you think"),
        )
