from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "waymark.children"

    def ready(self) -> None:
        from waymark.accounts import acts
        from waymark.children.access import open_child
        from waymark.children.casefile import ChildPart
        from waymark.children.close import too_close
        from waymark.children.kept import keep_from
        from waymark.children.leaving import hand_over_first
        from waymark.children.typed_names import saved, warning
        from waymark.chronology import casefile
        from waymark.drafts import beside, store
        from waymark.letters import post
        from waymark.rules.letters import KeepFrom, TooClose

        casefile.register(ChildPart())
        acts.must_happen_first.append(hand_over_first)
        store.ask_with(open_child)
        beside.warn_with(warning, saved=saved)
        post.on(KeepFrom.kind, keep_from)
        post.on(TooClose.kind, too_close)
