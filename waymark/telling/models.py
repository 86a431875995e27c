"""What the victims' side was told last, beside which stands what holds now."""

from django.db import models


class Told(models.Model):
    """All that the victims' side was told last of one child; no row where it was told nothing."""

    child = models.OneToOneField("children.Child", models.PROTECT, primary_key=True)
    service = models.ForeignKey("accounts.Service", models.PROTECT, related_name="+")
    letters = models.JSONField()  # as they travelled, by what each is about: `rules/telling.py`

    def __str__(self) -> str:
        return f"{self.child_id}: {len(self.letters)}"
