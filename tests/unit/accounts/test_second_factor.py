"""The secrets of second factors are locked away."""

import pytest
from cryptography.fernet import InvalidToken

from waymark.accounts.second_factor import Adapter


def test_what_was_locked_opens_again_and_looks_like_nothing():
    locked = Adapter().encrypt("JBSWY3DP")
    assert "JBSWY3DP" not in locked
    assert Adapter().decrypt(locked) == "JBSWY3DP"


def test_an_earlier_key_still_opens_what_it_locked(settings):
    locked = Adapter().encrypt("JBSWY3DP")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert Adapter().decrypt(locked) == "JBSWY3DP"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        Adapter().decrypt(locked)
