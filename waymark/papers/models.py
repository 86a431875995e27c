"""Papers, the answers on them, what they rest on, and files."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from waymark.children.models.child import ChildsRow
from waymark.files.said import NOT_GIVEN


class Paper(ChildsRow):
    """One form, filled in over days. `document` is the paper as the case file has it, without the
    answers and sources, which have rows of their own."""

    reference = models.TextField()
    form = models.TextField()
    version = models.IntegerField()
    stage = models.TextField(blank=True)
    whose = models.TextField(blank=True)
    about = models.TextField(blank=True)
    began_on = models.DateField()
    completed_on = models.DateField(null=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "reference"], name="paper_reference_once"),
            models.UniqueConstraint(fields=["child", "position"], name="paper_position_once"),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(completed_on__gte=F("began_on")),
                name="paper_is_completed_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["child", "form", "whose", "about"],
                condition=Q(completed_on__isnull=True),
                name="paper_one_open_of_a_form",
            ),
        ]
        # What waits for a manager is looked for among the papers of all children.
        indexes = [models.Index(fields=["form", "completed_on"], name="paper_by_form")]

    def __str__(self) -> str:
        return f"{self.form} {self.reference}"


class ChildsPart(models.Model):
    """A row of a paper, behind its child's wall."""

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class Section(ChildsPart):
    """The answers of one section, each with its day and the paper in which it was given first."""

    name = models.TextField()
    answers = models.JSONField()
    checked_on = models.DateField(null=True)  # somebody said that nothing had changed
    saved_at = models.DateTimeField(null=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    # A wall shows it to no worker (`migrations/0005_for_managers.sql`).
    for_managers = models.BooleanField(default=False)
    seconds = models.IntegerField(default=0)  # that its form was open, each stretch cut at an hour

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "name"], name="section_once_a_paper"),
            models.CheckConstraint(condition=Q(seconds__gte=0), name="section_takes_time"),
        ]

    def __str__(self) -> str:
        return self.name


class File(models.Model):
    """What was attached: in the database, so that it stands behind the same wall."""

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    name = models.TextField()
    media_type = models.TextField()
    size = models.IntegerField()
    digest = models.TextField()
    content = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    # Another child of the service is named in it, or nobody could read whether.
    for_record_alone = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
            models.CheckConstraint(condition=~Q(name=""), name="file_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class HeldFile(models.Model):
    """That a file waits on the victims' side to be cut, and what came of it. Nothing of what is in
    it lies here before it was cut."""

    child = models.ForeignKey("children.Child", models.PROTECT, related_name="+")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    key = models.TextField(unique=True)  # under which it lies there
    name = models.TextField()  # read for names, as each file's is
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)  # since when it waits no more
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    not_given = models.TextField(blank=True)  # why nothing came back: a code

    class Meta:
        indexes = [models.Index(fields=["by", "over_at"], name="held_file_by_whom")]
        constraints = [
            models.CheckConstraint(
                condition=Q(over_at__isnull=False) | Q(file=None, not_given=""),
                name="held_file_waits_or_is_over",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def waits(self) -> bool:
        return self.over_at is None

    @property
    def why_not(self) -> str:
        return NOT_GIVEN.get(self.not_given, "")


class Source(ChildsPart):
    """Somebody or something that a paper rests on. `document` is as the case file has it."""

    position = models.IntegerField()
    document = models.JSONField()
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    held = models.ForeignKey(HeldFile, models.PROTECT, null=True, related_name="sources")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "position"], name="source_position_once"),
        ]

    def __str__(self) -> str:
        return f"source {self.position}"

    @property
    def opens(self) -> int | None:
        """Return the number of the file that it gave, where it is kept here."""
        return self.held.file_id if self.held else self.file_id

    @property
    def for_record_alone(self) -> bool:
        """Tell whether the file that it gave is neither for the child nor for the family."""
        file = self.held.file if self.held else self.file
        return file is not None and file.for_record_alone

    @property
    def called(self) -> str:
        """Return what its file is called, kept or not."""
        return self.held.name if self.held else self.document.get("file", "")

    @property
    def on(self) -> date | None:
        return self._day("on")

    @property
    def taken_off_on(self) -> date | None:
        return self._day("taken_off_on")

    @property
    def stands(self) -> bool:
        """Tell whether the paper rests on it still: it was neither put right nor taken off."""
        return self.taken_off_on is None

    def _day(self, name: str) -> date | None:
        told = self.document.get(name)
        return date.fromisoformat(told) if told else None
