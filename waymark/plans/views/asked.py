"""Somebody asks about a child's plan: who, when, and what a plan refers to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property

from django.http import Http404, HttpRequest
from django.urls import reverse

from waymark.accounts.permissions import Permission, user_can
from waymark.assessments.queries import ASSESSMENT
from waymark.children.header import Header, header
from waymark.children.views.about import Asked
from waymark.chronology import casefile
from waymark.chronology.casefile import Document
from waymark.chronology.labels import label
from waymark.chronology.queries import workers_of, written_in
from waymark.pages.words import day
from waymark.papers import queries as papers
from waymark.papers.models import Paper, Source
from waymark.papers.queries import Read
from waymark.plans import looking_back, prompted, queries
from waymark.plans.changed import Changed, changed
from waymark.plans.forms.fields import Offer
from waymark.plans.models import Version
from waymark.plans.shown import Known, PlanShown, file_in_words, shown
from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.gates.agreeing import Conclusions, Finding
from waymark.rules.known import known_on
from waymark.rules.orders import Order


class AskedPlan(Asked):
    """What a page of a plan is made from; each thing is read once, and only if it is asked for."""

    def __init__(self, request: HttpRequest, child: int) -> None:
        super().__init__(request, child)
        self.name = self.child.first_name

    @cached_property
    def top(self) -> Header:
        return header(self.child, self.today)

    @cached_property
    def document(self) -> Document:
        return casefile.documents([self.child.pk])[self.child.pk]

    @cached_property
    def case(self) -> Case:
        return known_on(trusted(self.document), self.today)

    @cached_property
    def draft(self) -> Version | None:
        return queries.draft(self.child)

    @cached_property
    def read(self) -> Callable[[Paper], Read]:
        """Read a paper, and each once: what a plan rests on is shown, and what it found."""
        return cache(papers.read)

    @cached_property
    def offer(self) -> Offer:
        under_way = [order.id for order in queries.running(self.case, self.today)]
        return Offer(
            name=self.name,
            today=self.today,
            required=queries.required(self.document, self.case, under_way),
            conclusions=self._conclusions(under_way),
            strengths=self.top.good_at,
            orders=tuple(self._orders(under_way)),
            is_first=self.draft is not None and self.draft.number == 1,
            attached=lambda: {
                name: (each.document["id"], file_in_words(each, self.today))
                for name, each in self.attached.items()
            },
        )

    @cached_property
    def attached(self) -> dict[str, Source]:
        return papers.attached(self.child)

    def where_to_attach(self, version: Version) -> str:
        """Return where another agency's plan is attached, for whoever may, where one is not yet."""
        others = queries.says(version).other_plans
        return (
            self.sources if any(self.known.source(each.source) is None for each in others) else ""
        )

    @cached_property
    def sources(self) -> str:
        """Return where something is attached to the assessment, or else where one is begun."""
        if not user_can(self.by, Permission.RECORD):
            return ""
        paper = papers.under_way(self.child, ASSESSMENT)
        if paper is None:
            return queries.assessment_page(self.child.pk)
        return reverse("add-source", args=[self.child.pk, paper.pk])

    def _conclusions(self, orders: list[str]) -> Conclusions:
        """Return what the assessment found, with gaps where it tells what is protected."""
        found = queries.conclusions_of(self.child, self.case, orders, self.read)

        def told(each: Finding) -> Finding:
            return replace(each, what=self.top.near.hide(each.what))

        return replace(
            found,
            findings=tuple(map(told, found.findings)),
            strengths=tuple(map(told, found.strengths)),
            keep_clear=tuple(map(told, found.keep_clear)),
        )

    def _orders(self, under_way: list[str]):  # type: ignore[no-untyped-def]
        for order in self.case.orders:
            if order.id in under_way:
                yield order.id, self.called(order)

    def called(self, order: Order) -> str:
        return f"{label('order-kinds', order.kind)}, made on {day(order.made_on, self.today)}"

    def said(self, events: Iterable[str]) -> Callable[[str, str], str]:
        """Return what gives a text of these events by its field, without what is protected. One
        query."""
        wrote = written_in([self.child.pk], list(events))

        def said(event: str, field: str) -> str:
            return self.top.near.hide(wrote.get((self.child.pk, event, field), ("", ""))[1])

        return said

    def named(self, by: str | None) -> str:
        """Return the name of whoever an event says that it is by, be it told by a login."""
        return self._workers.get(by or "", by or "")

    @cached_property
    def _workers(self) -> Mapping[str, str]:
        return workers_of(self.child.service_id)

    @cached_property
    def known(self) -> Known:
        offer = self.offer
        return Known.of(self.name, offer.required, offer.conclusions, lambda: self.attached)

    def shown(self, version: Version) -> PlanShown:
        return shown(version.document["plan"], self.known, self.top.near.hide, self.today)

    def as_it_stands(self, version: Version, until: Version | None = None) -> PlanShown:
        """Return a version with the day on which the last review agreed to look again.

        :param until: only what was known when this later version was agreed.
        """
        found = self.shown(version)
        agreed = self.case.event(until.event) if until else None
        next_on = looking_back.as_it_stands(version, self.case, agreed).next_review_on
        return replace(found, plan=replace(found.plan, next_review_on=next_on))

    def changed(self, before: Version | None, after: Version) -> list[Changed]:
        """Return what is otherwise in a version than in an earlier one. The day that a review
        agreed in between is no change of the later one."""
        stood = self.as_it_stands(before, until=after).plan if before else None
        return changed(stood, self.shown(after).plan, self.known, self.today)

    def asked_of(self, version: Version, *, together: bool | None = None) -> prompted.Asked:
        """Return what is asked of a draft today, or was of a version when it was agreed."""
        on = queries.day_of(version.document.get("agreed_on")) or self.today
        return prompted.asked_of(version, self.case, on, self.top.near.hide, together=together)

    def the_draft(self) -> Version:
        """Return the draft.

        :raises Http404: where there is none.
        """
        if self.draft is None:
            raise Http404
        return self.draft
