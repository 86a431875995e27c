"""How a field is asked for."""

from typing import NamedTuple


class Words(NamedTuple):
    label: str
    help: str = ""
    # A case file from elsewhere may lack it; whoever records here must say it.
    must: bool = False
