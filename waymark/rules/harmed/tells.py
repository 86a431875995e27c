"""What casework is told once something is written down of somebody harmed: by which letters."""

from collections.abc import Iterator, Mapping

from waymark.rules.harmed.base import Happening, Kept
from waymark.rules.harmed.happenings import (
    ContactSchemeNotified,
    DetailsRefused,
    InvitationDecided,
    KeptApart,
    OutcomeAsked,
    Prepared,
    RestorativeAnswered,
    WorkGiven,
    WorkOffered,
)
from waymark.rules.harmed.spells import (
    Consent,
    GoesTo,
    NamedInFile,
    Preference,
    Reach,
    Restriction,
    Signal,
)
from waymark.rules.letters import ContactSchemeNotified as SchemeLetter
from waymark.rules.letters import InvitationDecided as InvitationLetter
from waymark.rules.letters import (
    Letter,
    OfOneHarmed,
    TooClose,
    VictimConsent,
    VictimHeard,
    VictimPrepared,
    VictimReadiness,
    WorkAnswered,
)
from waymark.rules.letters import WorkGiven as GivenLetter

TELLS: Mapping[type[Kept] | type[Happening], tuple[type[Letter], ...]] = {
    RestorativeAnswered: (VictimReadiness,),
    DetailsRefused: (VictimReadiness, VictimConsent),
    Preference: (VictimReadiness, VictimConsent),
    Consent: (VictimConsent,),
    WorkOffered: (WorkAnswered,),
    Prepared: (VictimPrepared,),
    OutcomeAsked: (VictimHeard,),
    WorkGiven: (GivenLetter,),
    InvitationDecided: (InvitationLetter,),
    ContactSchemeNotified: (SchemeLetter,),
    Reach: (TooClose,),
    GoesTo: (TooClose,),
    KeptApart: (TooClose,),
}
BY_SIGNAL = (Signal, Restriction, NamedInFile)  # a sentence that is read, as `signals` makes it
OF_EVERY_LETTER = OfOneHarmed.fields.keys() | {"no_longer"}


def told_by(kind: type[Kept] | type[Happening]) -> Iterator[str]:
    """Yield each fact that a kind's letters hold beyond of whom and when, as `letter.fact`."""
    for letter in TELLS.get(kind, ()):
        facts = (name for name in letter.fields if name not in OF_EVERY_LETTER)
        yield from (f"{letter.kind}.{name}" for name in facts)
