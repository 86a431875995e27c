"""What is kept of a password, and of words chosen with a child, is slow to try."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password

from tests.conftest import SLOW_ON_PURPOSE

ENOUGH = 600_000  # rounds, as OWASP advises for this digest


def test_a_password_is_kept_so_that_guessing_is_slow_but_for_the_tests_own_process():
    kept = make_password("a walk along the river")
    assert kept.startswith(f"{PBKDF2PasswordHasher.algorithm}$")
    assert SLOW_ON_PURPOSE >= ENOUGH > PBKDF2PasswordHasher.iterations
