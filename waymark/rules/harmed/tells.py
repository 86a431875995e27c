"""What casework is told once something is written down of somebody harmed: by which letters."""

from collections.abc import Iterator, Mapping

from waymark.rules.harmed.base import Happening, Kept
from waymark.rules.harmed.happenings import (
    ContactSchemeNotified,
    DetailsAllowed,
    DetailsRefused,
    FileNameDecided,
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
    Need,
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
    DetailsAllowed: (VictimReadiness,),
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
BY_SIGNAL = (  # of which casework reads a sentence, as `signals` makes it
    Signal,
    Restriction,
    Need,
    Preference,
    DetailsRefused,
    DetailsAllowed,
    NamedInFile,
    FileNameDecided,
)
OF_EVERY_LETTER = OfOneHarmed.fields.keys() | {"no_longer"}


def told_by(kind: type[Kept] | type[Happening]) -> Iterator[str]:
    """Yield each fact that a kind's letters hold beyond of whom and when, as `letter.fact`."""
    for letter in TELLS.get(kind, ()):
        facts = (name for name in letter.fields if name not in OF_EVERY_LETTER)
        yield from (f"{letter.kind}.{name}" for name in facts)
