"""Alerts that an assessment or a judgement asks for: offered where it was said, filled in."""

from waymark.assessments.queries import ASSESSMENT, case_of, risks
from waymark.assessments.words import NAMES
from waymark.children.header import Header
from waymark.children.models import Child
from waymark.chronology.casefile import Document
from waymark.guidance import forms
from waymark.papers import alerts, queries
from waymark.papers.alerts import Offer, Said


def asked_by_judgement(domain: str, facts: Document, top: Header) -> list[Offer]:
    texts = (facts.get("because"), facts.get(f"{domain}_what"), facts.get(f"{domain}_when"))
    said = [Said(domain, domain, each) for each in texts]
    return alerts.offers(forms.form(ASSESSMENT), said, top)


def why(child: Child, of: str, top: Header) -> str:
    """Return why an alert is needed, as a question's answer or a judgement says it; nothing where
    none does, or where it tells what is protected. At most four queries."""
    if of in NAMES:
        risk = next(
            each for each in risks(case_of(child, top.today), top.today) if each.domain == of
        )
        words = (
            getattr(risk.last.event, f"{of}_what") or risk.last.event.because if risk.last else ""
        )
        return words if words and top.near.hide(words) == words else ""
    for paper in queries.of(child, ASSESSMENT)[:1]:
        for part in queries.read(paper).parts:
            if any(each.id == of for each in part.questions):
                return alerts.why(part, of, top)
    return ""
