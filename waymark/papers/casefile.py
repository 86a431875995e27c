"""The `papers` of a case file."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from waymark.chronology.casefile import Document, Lists, day
from waymark.papers.models import Paper, Section, Source

APART = ("answers", "sources")


class PapersPart:
    rows = ()

    def read(self, children: list[int], lists: Lists, *, words: bool) -> Mapping[int, Document]:
        """Give the papers of children who have any; what rules and acts read does without."""
        del lists
        if not words:
            return {}
        answers: dict[int, Document] = defaultdict(dict)
        for section in Section.objects.filter(child__in=children).order_by("paper", "pk"):
            answers[section.paper_id][section.name] = section.answers
        sources: dict[int, list[Document]] = defaultdict(list)
        for source in Source.objects.filter(child__in=children).order_by("paper", "position"):
            sources[source.paper_id].append(source.document)
        found: dict[int, Document] = defaultdict(lambda: {"papers": []})
        for paper in Paper.objects.filter(child__in=children).order_by("child", "position"):
            document = dict(paper.document)
            for name, apart in zip(APART, (answers, sources), strict=True):
                if paper.pk in apart:
                    document[name] = apart[paper.pk]
            found[paper.child_id]["papers"].append(document)
        return found

    def write(self, child: Any, document: Document) -> None:
        papers = [raw for raw in document.get("papers") or [] if raw is not None]
        for position, raw in enumerate(papers):
            paper = paper_row(child, position, raw)
            completed_on, paper.completed_on = paper.completed_on, None
            paper.save(force_insert=True)
            _write_answers(paper, raw)
            if completed_on:  # only now: what is completed takes no more answers
                Paper.objects.filter(pk=paper.pk).update(completed_on=completed_on)


def _write_answers(paper: Paper, raw: Document) -> None:
    own = {"paper": paper, "child_id": paper.child_id, "service_id": paper.service_id}
    alone = bool(raw.get("only_for"))
    Section.objects.bulk_create(
        Section(**own, name=name, answers=answers, for_managers=alone)
        for name, answers in (raw.get("answers") or {}).items()
        if answers is not None
    )
    Source.objects.bulk_create(
        Source(**own, position=position, document=source)
        for position, source in enumerate(raw.get("sources") or [])
        if source is not None
    )


def paper_row(child: Any, position: int, raw: Document) -> Paper:
    """Return the unsaved row of one paper."""
    return Paper(
        child=child,
        service_id=child.service_id,
        position=position,
        reference=raw["id"],
        form=raw["form"],
        version=int(raw["version"]),
        stage=raw.get("stage") or "",
        whose=raw.get("whose") or "",
        about=raw.get("about") or "",
        began_on=day(raw["began_on"]),
        completed_on=day(raw.get("completed_on")),
        document={name: value for name, value in raw.items() if name not in APART},
    )
