"""When a job was done last. The jobs themselves lie in Procrastinate's own tables."""

from django.db import models
from django.db.models import Q


class Pulse(models.Model):
    id = models.SmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="pulse_is_one")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
