"""Marks code that carries a provision of the guidance, so that the traceability table is read
from the code, and so that a proof can take the code away and watch a test go red."""

import functools
import inspect
import os
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

# The one carrier that a proof has taken away in this process: "module:qualified name".
TAKEN_AWAY = os.environ.get("WAYMARK_WITHOUT", "")
# Where one after the other is taken away (`guidance.rounds`), each looks whenever it is called.
TRIES = "WAYMARK_TRIES" in os.environ


def carries(*provisions: str) -> Callable[[Function], Function]:
    """Declare that the decorated function carries these provisions (ids such as `CM-463`).

    While a proof has taken the function away, a generator yields nothing and any other
    function returns None.
    """

    def mark(function: Function) -> Function:
        function.provisions = provisions  # type: ignore[attr-defined]
        name = f"{function.__module__}:{function.__qualname__}"
        if TRIES:
            return _while_there(name, function)  # type: ignore[return-value]
        if name != TAKEN_AWAY:
            return function
        return _nothing_from(function)  # type: ignore[return-value]

    return mark


def carries_what(file: str) -> Callable[[Function], Function]:
    """Declare that the decorated function carries each provision that a file of the guidance
    folder cites, which says so there and nowhere else: `guidance.scan` reads it."""
    return carries()


def _while_there(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    nothing = _nothing_from(function)

    @functools.wraps(function)
    def looked_for(*args: Any, **kwargs: Any) -> Any:
        return (nothing if name == TAKEN_AWAY else function)(*args, **kwargs)

    return looked_for


def _nothing_from(function: Callable[..., Any]) -> Callable[..., Any]:
    def no_items(*_args: Any, **_kwargs: Any) -> Iterator[Any]:
        return iter(())

    def nothing(*_args: Any, **_kwargs: Any) -> None:
        return None

    return no_items if inspect.isgeneratorfunction(function) else nothing
