"""People who were harmed, what is so of each, and what happened; as whom a child's file knows them.

Casework's children, orders and offences are numbers and ids here: what letters told of them.
"""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from waymark.rules.calendar import said
from waymark.rules.known_as import called

LET_GO = "let-go"


class Victim(models.Model):
    """One person. A victim of two children is one row, with two references."""

    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    name = models.TextField(blank=True)  # nothing until the police have told it
    other_names = ArrayField(models.TextField(), default=list, blank=True)
    nicknames = ArrayField(models.TextField(), default=list, blank=True)
    last_names = models.GeneratedField(
        expression=models.Func("name", "other_names", function="victims_last_names"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )
    age = models.TextField(blank=True)  # "child" or "adult" (CM-401), as are the next two
    sex = models.TextField(blank=True)
    ethnicity = models.TextField(blank=True)
    is_potential = models.BooleanField(default=False)  # the Code covers who was harmed (CM-397)
    # Where this person is a child on the caseload too: the only place that joins the two.
    also_child = models.BigIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField()
    owed_by = models.DateField(null=True, blank=True)  # by when something is owed: `owing.py`
    # Something of theirs is to be deleted.
    is_due_to_go = models.BooleanField(default=False, db_default=False)
    reckoned_on = models.DateField(null=True, blank=True)
    # When what casework is told was last compared with what holds: `telling.py`.
    compared_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["service", "owed_by", "name"], name="victim_owed_first"),
            GinIndex("last_names", name="victim_last_names"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(age__in=["", "child", "adult"]), name="victim_age_is_known"
            ),
            # What a row of this person's refers to: it cannot say that it is another service's.
            models.UniqueConstraint(fields=["id", "service"], name="victim_of_its_service"),
        ]

    def __str__(self) -> str:
        return self.name or next((each.in_words for each in self.known_by), "Somebody harmed")

    @property
    def names(self) -> list[str]:
        return [each for each in (self.name, *self.other_names) if each]

    @property
    def is_named(self) -> bool:
        return bool(self.name)

    @property
    def known_by(self) -> "list[Reference]":
        """As whom each child's file knows them. One query, where they were not fetched before."""
        return sorted(self.references.all(), key=lambda each: (each.child, each.reference))


def of_casework(account: int | None, name: str) -> str:
    """Return what somebody of casework is called here: by name, so that they can be rung."""
    return f"{name or f'Account {account}'} of casework"


class Reference(models.Model):
    """As whom a child's case file knows somebody: `v1`, which means nothing outside that file."""

    victim = models.ForeignKey(Victim, models.PROTECT, related_name="references")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    child = models.BigIntegerField()
    reference = models.TextField()
    known = models.TextField(blank=True)  # "known" or "unknown" to the child (CM-401)
    number = models.IntegerField()  # what both sides call them: `rules/known_as.py`

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "child", "reference"], name="reference_once_in_a_file"
            ),
            models.CheckConstraint(
                condition=Q(known__in=["", "known", "unknown"]), name="reference_known_is_known"
            ),
        ]

    def __str__(self) -> str:
        return called(self.number)

    @property
    def in_words(self) -> str:
        return f"{self} of record {self.child}"


class Told(models.Model):
    """What casework told last of one thing of a child: an order, an offence, a plan, a place.

    And what it was told last: from whom a child's record is kept. Of whose record was deleted stays
    as whom the child's file knows them (`LET_GO`), and nothing else: who is deleted is not made
    anew by the next letter.
    """

    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    child = models.BigIntegerField()
    kind = models.TextField()  # of the letter
    about = models.TextField(blank=True)  # which of them, where a child may have several
    document = models.JSONField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "child", "kind", "about"], name="told_last_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child}: {self.kind} {self.about}"


class Said(models.Model):
    """All that casework was told last of one person as whom one child's file knows them."""

    reference = models.OneToOneField(Reference, models.CASCADE, primary_key=True)
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    letters = models.JSONField()  # as they travelled, by what each is about: `rules/telling.py`

    def __str__(self) -> str:
        return f"{self.reference_id}: {len(self.letters)}"


NOT_DECIDED = "It was not decided with me."


class Entries(models.QuerySet["OfAVictim"]):
    def standing(self) -> "Entries":
        """Return what is so, as far as anybody knows: without what was taken back."""
        return self.filter(taken_back_at=None)

    def waiting_for(self, manager: "models.Model") -> "Entries":
        """Return what somebody wrote as decided with a manager who has still to say so."""
        return self.standing().filter(decided_with=manager, confirmed_at=None)

    def denied(self, writer: "models.Model") -> "Entries":
        """Return what somebody wrote as decided with a manager, who said that it was not."""
        said = {"taken_back_by": models.F("decided_with"), "taken_back_why": NOT_DECIDED}
        return self.filter(by=writer, **said)


class OfAVictim(models.Model):
    """What is kept of one person goes with that person. What was a mistake stays to be seen."""

    victim = models.ForeignKey(Victim, models.CASCADE, related_name="%(class)ss")
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    kind = models.TextField()
    document = models.JSONField()
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_why = models.TextField(blank=True, db_default="")
    # The manager with whom it was decided, and when she said herself that it was.
    decided_with = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = Entries.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.victim_id}: {self.kind}"

    @property
    def recorded_on(self) -> date:
        return localdate(self.recorded_at)

    @property
    def waits(self) -> bool:
        """Tell whether the manager has still to say that it was decided with her. What was written
        before she was asked names none, and waits for nobody."""
        return self.decided_with_id is not None and self.confirmed_at is None


class Spell(OfAVictim):
    """What is so for a time (`rules.harmed`): a wish, a consent, a need. `ends` is its last day."""

    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("begins")), name="spell_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["victim", "kind", "begins"], name="spell_of_a_kind")]


class Happening(OfAVictim):
    """What happened with somebody (`rules.harmed`). It is never changed, and once taken back."""

    on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["victim", "-on"], name="happening_latest_first"),
            models.Index(fields=["service", "on"], name="happening_in_a_quarter"),
        ]


class Held(models.Model):
    """A file of a child's record that names somebody, or that no program can read. It waits here
    until it is cut and casework has fetched it, or nothing of it may go back; then it goes."""

    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    child = models.BigIntegerField()
    key = models.TextField(unique=True)  # by which casework knows it
    paper = models.TextField()  # what it is attached to, by its code
    media_type = models.TextField()
    content = models.BinaryField()
    unread = models.TextField(blank=True)  # why no program can read it: a code
    says = ArrayField(models.TextField(), default=list)  # where it names somebody
    known = ArrayField(models.TextField(), default=list)  # who may be named in it
    asked_by = models.BigIntegerField(null=True)  # somebody of casework, by number
    asked_by_name = models.TextField(blank=True, db_default="")  # who can be rung about it
    at = models.DateTimeField()
    waits = models.BooleanField(default=False)  # a letter has told that casework waits for it
    cut_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cut_at=None) | Q(says=[], known=[]), name="held_cut_says_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"File {self.pk}"

    @property
    def attached_by(self) -> str:
        return of_casework(self.asked_by, self.asked_by_name)


class Certificate(models.Model):
    """That something was deleted: how much of what, why, by whom. Of whom, nobody can tell."""

    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    kinds = models.JSONField()  # how many rows of each kind
    # What its time ran from; earlier, for which purposes it had been kept.
    purposes = ArrayField(models.TextField())
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    in_backups_until = models.DateField()

    def __str__(self) -> str:
        return f"Certificate {self.pk}"

    @property
    def on(self) -> str:
        """The day in full: a paper is read in other years."""
        return said(localdate(self.at))

    @property
    def backups_hold_it_until(self) -> str:
        return said(self.in_backups_until)


class Call(models.Model):
    """A call of casework's, taken once; and of what it asked, what is counted (`watching`)."""

    once = models.TextField(primary_key=True)
    at = models.DateTimeField()
    function = models.TextField()
    service = models.ForeignKey("accounts.Service", models.PROTECT, null=True, related_name="+")
    child = models.BigIntegerField(null=True)
    asked_by = models.BigIntegerField(null=True)  # somebody of casework, by number
    asked_by_name = models.TextField(blank=True, db_default="")  # who can be rung about it
    towards = models.TextField(blank=True)
    found = ArrayField(models.BigIntegerField(), default=list)  # which victims stood in it
    names = ArrayField(models.TextField(), default=list)  # asked alone, under a key; places
    # What these were as they were typed, and what may be a name in sentences; so too.
    begun = ArrayField(models.TextField(), default=list, db_default=[])
    prose = ArrayField(models.TextField(), default=list, db_default=[])
    # When somebody asked the manager of who asked, and it counts no more.
    put_aside_at = models.DateTimeField(null=True)
    found_out = models.TextField(blank=True, db_default="")  # a `rules.attempts.FoundOut`

    class Meta:
        indexes = [models.Index(fields=["service", "-at"], name="call_latest_first")]

    def __str__(self) -> str:
        return f"{self.function} {self.at:%Y-%m-%d %H:%M}"
