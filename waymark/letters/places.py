"""The key under which both sides know a place: a digest of its words, by the door's own key.

Whoever has neither the words nor that key learns nothing from it.
"""

from django.conf import settings
from django.utils.crypto import salted_hmac

from waymark.rules.carries import carries
from waymark.rules.closeness import written_alike
from waymark.rules.letters import Place

SALT = "waymark.place"


@carries("CM-400")
def key_of(place: Place, text: str) -> str:
    """Return the key of a place; nothing where the text has no words.

    Where one of them lives may be where the other works, so both go by one key.
    """
    said = written_alike(place, text)
    if not said:
        return ""
    told = f"{'school' if place == 'school' else 'address'} {said}"
    return salted_hmac(SALT, told, secret=settings.DOOR_KEY, algorithm="sha256").hexdigest()
