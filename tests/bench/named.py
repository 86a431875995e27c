"""While casework is measured nobody is named in what goes out, and nothing is known of whoever was
harmed, and that is answered at once."""

from typing import Any

from waymark import guard

OUT = (guard.Towards.CHILD, guard.Towards.FAMILY)


def nobody_is_named() -> None:
    guard._ask = _answer


def _answer(function: str, **told: Any) -> dict[str, Any]:
    if function == "reference":
        return {"harmed": []}
    if told.get("towards") not in OUT:
        raise guard.Shut(guard.AWAY)
    return {"found": [], "unnamed": 0}
