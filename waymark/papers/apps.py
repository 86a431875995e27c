from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "waymark.papers"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.letters import post
        from waymark.papers import held, named
        from waymark.papers.casefile import PapersPart
        from waymark.rules.letters import FileCut, FileNameOver, FileNotGiven

        casefile.register(PapersPart())
        post.on(FileCut.kind, held.cut, first=held.fetch)
        post.on(FileNameOver.kind, named.name_over, first=named.look)
        post.on(FileNotGiven.kind, held.not_given)
