"""The numbers that what is owed to a victim, and how long it is kept, go by.

`guidance/settings.toml` has each under the same name with `victim-` before it.
"""

from dataclasses import dataclass

from waymark.rules.settings import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    chase: Setting = 5  # working days after the police were last asked
    first_contact: Setting = 10  # working days after the details came
    acknowledge: Setting = 3  # working days
    told: Setting = 5  # working days, where they asked for something
    feedback: Setting = 10  # working days after the child's order ended
    look_ahead: Setting = 14  # days before a name on a child's file is looked at again
    keep_reaching: Setting = 12  # months after the last order ended
    keep_declined: Setting = 1  # months after they asked to be left alone
    keep_protection: Setting = 3  # months after it protects nobody any more
    keep_complaint: Setting = 36  # months after it was answered
    keep_shown: Setting = 36  # months after the last order ended
    keep_longer: Setting = 12  # months after it was decided, at most
    named: Setting = 12  # months for which a name stands on a child's file unlooked at, at most
    look_back: Setting = 60  # months before they were known of, in which something may have been
    backups: Setting = 35  # days for which a backup is kept


DEFAULTS = Clocks()
