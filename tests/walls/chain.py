"""Long chains for measuring, written at once instead of row by row."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import psycopg

BEGIN = datetime(2027, 1, 1, tzinfo=UTC)


def write_chain(owner: psycopg.Connection, service_id: int, rows: int) -> None:
    """Write a chain of so many rows, half a minute apart, into a service that has none."""
    moment, previous = BEGIN, ""
    owner.execute(
        "SELECT audit_make_partition((date '2027-01-01' + make_interval(months => month))"
        "::date) FROM generate_series(0, %s) AS month",
        [rows // 80_000 + 1],
    )
    with owner.cursor() as cursor, cursor.copy(COPY) as copy:
        for number in range(1, rows + 1):
            moment += timedelta(seconds=30)
            at = moment.isoformat(timespec="microseconds")
            content = json.dumps(
                [at, None, "GET child", [number], "200", {"why": "duty"}], separators=(",", ":")
            )
            digest = hashlib.sha256(f"{previous}|{number}|{content}".encode()).hexdigest()
            copy.write_row(
                (
                    service_id,
                    number,
                    at,
                    "GET child",
                    f"{{{number}}}",
                    "200",
                    content,
                    previous,
                    digest,
                )
            )
            previous = digest
    owner.execute(
        "INSERT INTO audit_audithead VALUES (%s, %s, %s, %s)", [service_id, rows, previous, moment]
    )


COPY = """
    COPY audit_row (service_id, number, at, action, children, outcome, content, previous, digest)
    FROM STDIN
"""
