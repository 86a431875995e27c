"""The keys under which both sides know a place: digests of its words, by the door's own key.

Whoever has neither the words nor that key learns nothing from it.
"""

from django.conf import settings
from django.utils.crypto import salted_hmac

from waymark.rules.carries import carries
from waymark.rules.closeness import ways_written
from waymark.rules.letters import Place

SALT = "waymark.place"


@carries("CM-400")
def keys_of(place: Place, text: str, *, of_child: bool = False) -> list[str]:
    """Return the keys of a place, one for each way in which it is compared; none where the text has
    no words.

    Where one of them lives may be where the other works, so both go by one key.
    """
    told = ways_written(place, text, of_child=of_child)
    return [
        salted_hmac(SALT, each, secret=settings.DOOR_KEY, algorithm="sha256").hexdigest()
        for each in told
    ]
