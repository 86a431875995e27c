from django.apps import AppConfig


class VictimsConfig(AppConfig):
    name = "waymark.victims.people"
    label = "victims"

    def ready(self) -> None:
        from waymark.drafts import store
        from waymark.letters import post
        from waymark.rules.letters import KINDS, FileWaits, WorkerTried
        from waymark.victims.people import held, keeping, told
        from waymark.victims.people.access import open_victim

        store.ask_with(open_victim)
        for kind, letter in KINDS.items():
            if letter.from_side == "casework":
                post.on(kind, told.keep)
        post.on(FileWaits.kind, held.told_of)
        post.on(WorkerTried.kind, keeping.tried)
