"""Handing a child over: the case file, and what is owed."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.casefiles import acts
from waymark.children import working
from waymark.children.header import header
from waymark.children.views.about import Asked
from waymark.papers.queries import files_of
from waymark.web.provisions import OWED_BY


@needs(Permission.EXPORT_CASE_FILE)
def case_file(request: HttpRequest, child: int) -> HttpResponse:
    """Show what goes to the service that takes over; sent, the case file itself."""
    asked = Asked(request, child)
    if request.method == "POST":
        return _file(acts.whole(child=asked.child, by=asked.by), asked.child.reference)
    context = {
        "header": header(asked.child, asked.today),
        "left": working.whereabouts(asked.child, on=asked.today).left,
        "owed_by": OWED_BY,
        "files": files_of(asked.child),
        "is_home": asked.is_home,
    }
    return render(request, "web/child/case_file.html", context)


def _file(document: acts.Document, reference: str) -> HttpResponse:
    text = json.dumps(document, ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"case-file-{reference}.json"
    )
    answer["Cache-Control"] = "no-store"
    return answer
