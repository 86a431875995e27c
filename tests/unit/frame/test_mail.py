"""A mail server's address in Django's words."""

from waymark.frame.settings.mail import django_mail


def test_an_address_with_a_login():
    said = django_mail("smtp://way%40mark:s%2Fecret@mail.example.gov.uk")
    assert said["EMAIL_HOST"] == "mail.example.gov.uk"
    assert (said["EMAIL_HOST_USER"], said["EMAIL_HOST_PASSWORD"]) == ("way@mark", "s/ecret")
    assert (said["EMAIL_PORT"], said["EMAIL_USE_TLS"], said["EMAIL_USE_SSL"]) == (587, True, False)


def test_an_address_that_is_encrypted_from_the_first_byte():
    said = django_mail("smtps://mail.example.gov.uk")
    assert (said["EMAIL_PORT"], said["EMAIL_USE_TLS"], said["EMAIL_USE_SSL"]) == (465, False, True)


def test_the_machine_itself_needs_no_encryption():
    assert django_mail("smtp://localhost:25")["EMAIL_USE_TLS"] is False
