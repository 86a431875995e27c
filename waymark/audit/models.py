"""The audit's rows: one chain a service, and one of the installation.

Written only by the function `audit_append`.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class AuditHead(models.Model):
    """The end of a service's chain; the row whose lock puts the chain's rows in one order."""

    # No service has the number of the installation's own chain, `recording.INSTALLATION`.
    service = models.OneToOneField(
        "accounts.Service", models.PROTECT, primary_key=True, db_constraint=False
    )
    number = models.BigIntegerField()
    digest = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.service_id}: {self.number}"


class AuditRow(models.Model):
    """One answer to one request (or one command), whether it was given or refused.

    `content` is the text that the digest covers; the columns beside it repeat parts of it for
    searching, and `waymark audit verify` compares them.
    """

    pk = models.CompositePrimaryKey("service_id", "number", "at")
    service = models.ForeignKey("accounts.Service", models.PROTECT, db_constraint=False)
    number = models.BigIntegerField()
    at = models.DateTimeField()
    user = models.ForeignKey("accounts.User", models.PROTECT, null=True)
    action = models.TextField()
    children = ArrayField(models.BigIntegerField())
    outcome = models.TextField()
    content = models.TextField()
    previous = models.TextField()
    digest = models.TextField()

    class Meta:
        managed = False  # a partitioned table, made by the migration's own SQL
        db_table = "audit_row"

    def __str__(self) -> str:
        return f"{self.service_id}: {self.number} {self.action}"
