"""What an administrator of the database might do to a service's chain of audit rows.

Each tampering takes a chain, changes it, and returns the first and the last row that must be
named: one row, unless what was done cannot be told from what was done a few rows before or after.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

COLUMNS = ("user_id", "action", "children", "outcome", "at", "content", "previous", "digest")


@dataclass
class Stored:
    """A service's chain as it lies in the database, and what is known outside."""

    rows: list[dict[str, Any]]
    head: dict[str, Any] | None
    outside: list[int]
    other_users: list[int]
    other_service: int

    @property
    def length(self) -> int:
        return len(self.rows)

    def pick(self, chance: Random, *, known_outside: bool = False) -> int:
        """A row's number; with `known_outside`, one that the last head outside vouches for."""
        return chance.randint(1, self.outside[-1] if known_outside else self.length)

    def as_few_as_can_be_told(self, number: int) -> tuple[int, int]:
        """The rows between what was written outside before a row and what was written after."""
        before = max((head for head in self.outside if head < number), default=0)
        return before + 1, min((head for head in self.outside if head >= number), default=60)


def edit_a_column(chain: Stored, chance: Random) -> tuple[int, int]:
    number, column = chain.pick(chance), chance.choice(COLUMNS)
    row = chain.rows[number - 1]
    row[column] = _other(chain, row, column, chance)
    return number, number


def edit_what_the_content_says(chain: Stored, chance: Random) -> tuple[int, int]:
    """Content and columns together, the digest left as it was."""
    number = chain.pick(chance)
    _say_otherwise(chain, chain.rows[number - 1], chance)
    return number, number


def put_a_row_in_place_of_another(chain: Stored, chance: Random) -> tuple[int, int]:
    """Content, columns and a digest that fits them."""
    number = chain.pick(chance)
    row = chain.rows[number - 1]
    _say_otherwise(chain, row, chance)
    row["digest"] = _digest(row)
    return _alone(chain, number)


def back_date(chain: Stored, chance: Random) -> tuple[int, int]:
    number = chain.pick(chance)
    row = chain.rows[number - 1]
    said = json.loads(row["content"])
    said[0] = row["at"] = _moved(row["at"], -chance.randint(1, 20 * 86_400))
    row["content"] = _compact(said)
    if chance.random() < 0.5:
        return number, number
    row["digest"] = _digest(row)
    return _alone(chain, number)


def delete_rows(chain: Stored, chance: Random) -> tuple[int, int]:
    first = chain.pick(chance)
    last = min(first + chance.choice([0, 0, 0, 1, 5]), chain.length)
    del chain.rows[first - 1 : last]
    return first, last


def give_a_row_to_another_service(chain: Stored, chance: Random) -> tuple[int, int]:
    number = chain.pick(chance)
    chain.rows[number - 1]["service_id"] = chain.other_service
    return number, number


def renumber_a_row(chain: Stored, chance: Random) -> tuple[int, int]:
    number = chain.pick(chance)
    chain.rows[number - 1]["number"] = chance.choice([-1, 0, 1_000])
    if chain.rows[number - 1]["number"] < 1:
        return chain.rows[number - 1]["number"], chain.rows[number - 1]["number"]
    return number, number


def reorder_two_rows(chain: Stored, chance: Random) -> tuple[int, int]:
    first, second = sorted(chance.sample(range(1, chain.length + 1), 2))
    one, other = chain.rows[first - 1], chain.rows[second - 1]
    columns = chance.choice(
        [
            ("number",),
            ("content",),
            ("user_id", "action", "children", "outcome", "at", "content"),
            ("user_id", "action", "children", "outcome", "at", "content", "digest"),
            tuple(column for column in one if column not in ("number", "service_id")),
        ]
    )
    for column in columns:
        one[column], other[column] = other[column], one[column]
    return first, first


def insert_a_forged_row(chain: Stored, chance: Random) -> tuple[int, int]:
    """A row that follows from the row before, with a digest that fits."""
    number = chance.randint(1, chain.length + 1)
    row = dict(chain.rows[min(number, chain.length) - 1])
    row["number"] = number
    row["previous"] = chain.rows[number - 2]["digest"] if number > 1 else ""
    _say_otherwise(chain, row, chance)
    row["at"] = _moved(row["at"], chance.choice([-90, -1, 1, 90]))
    row["content"] = _compact([row["at"], *json.loads(row["content"])[1:]])
    row["digest"] = _digest(row)
    chain.rows.append(row)
    return number, number


def rewrite_the_tail(chain: Stored, chance: Random) -> tuple[int, int]:
    """Every digest from a row on made to fit, the chain's end too."""
    number = chain.pick(chance, known_outside=True)
    _say_otherwise(chain, chain.rows[number - 1], chance)
    _chain_anew(chain)
    return chain.as_few_as_can_be_told(number)


def rewrite_the_tail_but_for_the_end(chain: Stored, chance: Random) -> tuple[int, int]:
    number = chain.pick(chance)
    _say_otherwise(chain, chain.rows[number - 1], chance)
    _chain_anew(chain, end=False)
    return chain.as_few_as_can_be_told(number)


def slip_a_row_in_and_rewrite(chain: Stored, chance: Random) -> tuple[int, int]:
    number = chain.pick(chance, known_outside=True)
    forged = dict(chain.rows[number - 1])
    _say_otherwise(chain, forged, chance)
    chain.rows.insert(number - 1, forged)
    _chain_anew(chain)
    return chain.as_few_as_can_be_told(number)


def take_a_row_out_and_rewrite(chain: Stored, chance: Random) -> tuple[int, int]:
    number = chain.pick(chance, known_outside=True)
    del chain.rows[number - 1]
    _chain_anew(chain)
    return chain.as_few_as_can_be_told(number)


def cut_the_tail(chain: Stored, chance: Random) -> tuple[int, int]:
    """From a row that the last head outside vouches for; the chain's end set back or not."""
    number = chain.pick(chance, known_outside=True)
    gone_to = chain.length
    del chain.rows[number - 1 :]
    if chance.random() < 0.7:
        _set_the_end(chain)
        gone_to = chain.outside[-1]
    return number, gone_to


def move_the_end(chain: Stored, chance: Random) -> tuple[int, int]:
    assert chain.head is not None
    last = chain.length
    match chance.choice(["number", "digest", "at", "gone"]):
        case "number":
            by = chance.choice([-7, -1, 1, 7])
            chain.head["number"] += by
            return (last + 1, last + by) if by > 0 else (last + by + 1, last)
        case "gone":
            chain.head = None
            return 1, last
        case column:
            chain.head[column] = (
                "0" * 64 if column == "digest" else _moved(chain.head["at"], -86_400)
            )
            return chain.outside[-1] + 1, last


ALL: list[Callable[[Stored, Random], tuple[int, int]]] = [
    edit_a_column,
    edit_what_the_content_says,
    put_a_row_in_place_of_another,
    back_date,
    delete_rows,
    give_a_row_to_another_service,
    renumber_a_row,
    reorder_two_rows,
    insert_a_forged_row,
    rewrite_the_tail,
    rewrite_the_tail_but_for_the_end,
    slip_a_row_in_and_rewrite,
    take_a_row_out_and_rewrite,
    cut_the_tail,
    move_the_end,
]


def _alone(chain: Stored, number: int) -> tuple[int, int]:
    """A row whose neighbours tell that it is another; the last has no neighbour but the end."""
    return chain.as_few_as_can_be_told(number) if number == chain.length else (number, number)


def _other(chain: Stored, row: dict[str, Any], column: str, chance: Random) -> Any:
    match column:
        case "user_id":
            return chance.choice([user for user in chain.other_users if user != row["user_id"]])
        case "children":
            return [*row["children"], 99] if chance.random() < 0.5 else [98]
        case "at":
            return _moved(row["at"], chance.choice([-86_400, -1, 1, 3_600]))
        case "previous" | "digest":
            return hashlib.sha256(str(chance.random()).encode()).hexdigest()
        case "content":
            return row["content"].replace(",", ", ", 1) if chance.random() < 0.5 else "[]"
    return f"{row[column]}, or not"


def _say_otherwise(chain: Stored, row: dict[str, Any], chance: Random) -> None:
    said = json.loads(row["content"])
    place = chance.choice([1, 2, 3, 4, 5])
    if place == 5:
        said[5] = {**said[5], "why": "cover"}
    else:
        column = ("user_id", "action", "children", "outcome")[place - 1]
        said[place] = row[column] = _other(chain, row, column, chance)
    row["content"] = _compact(said)


def _chain_anew(chain: Stored, *, end: bool = True) -> None:
    previous = ""
    for number, row in enumerate(chain.rows, start=1):
        row["number"], row["previous"] = number, previous
        previous = row["digest"] = _digest(row)
    if end:
        _set_the_end(chain)


def _set_the_end(chain: Stored) -> None:
    last = chain.rows[-1] if chain.rows else None
    assert chain.head is not None
    if last is None:
        chain.head = None
    else:
        chain.head |= {name: last[name] for name in ("number", "digest", "at")}


def _digest(row: dict[str, Any]) -> str:
    return hashlib.sha256(
        f"{row['previous']}|{row['number']}|{row['content']}".encode()
    ).hexdigest()


def _moved(at: str, seconds: int) -> str:
    moved = datetime.fromisoformat(at) + timedelta(seconds=seconds)
    return moved.isoformat(timespec="microseconds")


def _compact(said: list[Any]) -> str:
    return json.dumps(said, separators=(",", ":"), sort_keys=True)
