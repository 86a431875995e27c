"""Deciding on a plan as a manager's browser does."""

from tests.web.plans.writing import address, form_of


def countersign(client, child, note="Clear and hers", decision="countersign"):
    page = address(child, "countersign/")
    return client.post(page, form_of(client, page, "note").sent(note=note, decision=decision))
