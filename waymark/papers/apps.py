from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "waymark.papers"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.letters import post
        from waymark.papers import held
        from waymark.papers.casefile import PapersPart
        from waymark.rules.letters import FileCut, FileNotGiven

        casefile.register(PapersPart())
        post.on(FileCut.kind, held.cut)
        post.on(FileNotGiven.kind, held.not_given)
