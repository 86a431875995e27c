"""A button of a page is pressed as it stands there, with what its form sends along."""

from tests.forms import forms_of


def button(client, page, action):
    """Return the form of a page that is sent to an address."""
    (form,) = (each for each in forms_of(client.get(page).text) if each.action == action)
    return form


def press(client, page, action):
    return client.post(action, button(client, page, action).sent())
