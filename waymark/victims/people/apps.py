from django.apps import AppConfig


class VictimsConfig(AppConfig):
    name = "waymark.victims.people"
    label = "victims"

    def ready(self) -> None:
        from waymark.drafts import store
        from waymark.victims.people.access import open_victim

        store.ask_with(open_victim)
