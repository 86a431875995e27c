"""The numbers that the guidance leaves to local policy, each with the days from which it held.

A rule asks with the day of what raised the duty, so that a change of policy leaves the duties
that were raised before it as they were.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

Dated = tuple[tuple[date, int], ...]  # (from day, value), in the order of the days
Setting = int | Dated  # a number alone has always held
Reasons = tuple[tuple[date, str], ...]  # likewise


def value_on(setting: Setting, day: date) -> int:
    """The value in force; before the first from-day, the first value."""
    if isinstance(setting, int):
        return setting
    value = setting[0][1]
    for begins, later in setting[1:]:
        if begins > day:
            break
        value = later
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    exit_plan_opens: Setting = 56  # days before the order's end
    exit_plan_due: Setting = 28  # days before the order's end, or after deciding to apply
    revocation_look_again: Setting = 3  # months after it was last considered
    risk_panel: Setting = 10  # working days, where a level is high
    risk_panel_very_high: Setting = 5  # working days
    risk_panel_again: Setting = 3  # months after the last panel
    weapon_referral: Setting = 1  # working days
    resettlement_start: Setting = 1  # working days
    visits_authorised: Setting = 3  # months, of one authorisation at most
    after_urgent_breach: Setting = 5  # working days after a decision that could not wait
    warned_period: Setting = 12  # months for which a warning counts, where statute says so
    victim_keep_reaching: Setting = 12  # months after an order's end
    made_right_a_day: Setting = 10  # hours, above which it is asked whether they are meant
    # By the name of a duty that has no due day: the working days after its opening within which
    # this service expects it, or 0 where it expects nothing. Shown apart, never as a due day.
    expected: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))
    # By the name of a setting or of such a duty: from when the number is the service's own, and
    # why; with no reason it is the national one again.
    own: Mapping[str, Reasons] = field(default_factory=lambda: MappingProxyType({}))

    def reason_on(self, name: str, day: date) -> str:
        """Why the number of that day is the service's own; nothing where it is not."""
        said = ""
        for begins, reason in self.own.get(name, ()):
            if begins > day:
                break
            said = reason
        return said


DEFAULTS = Settings()
