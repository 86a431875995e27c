"""Every table of the sealed database: which wall it stands behind, and what the application may do.

As `tests/walls/tables.py` says it of casework's. S reads, I adds, U changes, D deletes.

    trained   rows of the asker's service, to its manager and to whoever's training is in date
    service   rows of the asker's service
    own       as trained, and of those only what the asker wrote
    writer    rows of who asks
    itself    rows of the service for which Waymark itself asks, and to nobody who does
    (why not) a table that tells of nobody who was harmed, and what it is for
"""

TRAINED, SERVICE, OWN, WRITER = "trained", "service", "own", "writer"
ITSELF = "itself"
ACCOUNT = "read to find out who asks, before anybody can say so"
OF_DJANGO = "Django's own"

TABLES = {
    "account_emailaddress": (ACCOUNT, "SIUD"),
    "account_emailconfirmation": (ACCOUNT, "SIUD"),
    "accounts_demonstrationmark": ("says that everybody in here is invented", "SI"),
    "accounts_keptwords": (WRITER, "SD"),  # a function adds, while nobody is signed in
    "accounts_onetimelink": (ACCOUNT, "SIU"),
    "accounts_service": (ACCOUNT, "SIU"),
    "accounts_session": (ACCOUNT, "SIUD"),
    "accounts_team": (ACCOUNT, "SIUD"),
    "accounts_user": (ACCOUNT, "SIU"),
    "audit_audithead": (SERVICE, "S"),
    "audit_row": (SERVICE, "S"),
    "auth_group": (OF_DJANGO, "S"),
    "auth_group_permissions": (OF_DJANGO, "S"),
    "auth_permission": (OF_DJANGO, "S"),
    "django_content_type": (OF_DJANGO, "S"),
    "django_migrations": (OF_DJANGO, "S"),
    "drafts_draft": (OWN, "SIUD"),
    "drafts_sent": (WRITER, "SIUD"),
    "letters_incoming": (ITSELF, "SI"),
    "letters_outgoing": (ITSELF, "SI"),
    "mfa_authenticator": (ACCOUNT, "SIUD"),
    "shared_cache": ("counts guesses", "SIUD"),
    # What came of a call is said once it is known; `victims_forget_calls` alone deletes it.
    "victims_call": (TRAINED, "SI"),
    "victims_certificate": (TRAINED, "SI"),
    # It goes with the person, when nothing keeps them; that it was a mistake is said once.
    "victims_happening": (TRAINED, "SID"),
    "victims_held": (TRAINED, "SIUD"),  # it goes when somebody has decided on it
    "victims_reference": (TRAINED, "SIUD"),
    "victims_said": (TRAINED, "SIUD"),
    "victims_spell": (TRAINED, "SIUD"),
    "victims_told": (TRAINED, "SIUD"),
    "accounts_training": (SERVICE, "SI"),
    "victims_victim": (TRAINED, "SIUD"),
}

# Tables of accounts that say which service somebody is of, and hold nothing of who was harmed.
SERVICE_BUT_NOBODY_HARMED = {"accounts_team", "accounts_user"}

OF_VICTIMS = sorted(name for name, (wall, _) in TABLES.items() if wall in (TRAINED, OWN, ITSELF))
WALLED = [name for name in OF_VICTIMS if TABLES[name][0] == TRAINED]
