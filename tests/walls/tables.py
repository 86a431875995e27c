"""Every table: which wall it stands behind, and what the application may do to it.

A new table fails the tests until it stands here. S reads, I adds, U changes, D deletes.

    child     rows of the asker's service and of children it hosts, without restricted children
    service   rows of the asker's service
    own       as child, and of those only what the asker wrote
    writer    rows of who asks, whichever child or form they are about
    sheet     as child, and the sheet that asks: of it, this one row and no other
    itself    rows of the asker's service, to Waymark itself and to no person
    nobody    no row to anybody: functions that put up the walls themselves read it
    (why not) a table without children's data, and what it is for
"""

CHILD, SERVICE, OWN, WRITER, NOBODY = "child", "service", "own", "writer", "nobody"
SHEET, ITSELF = "sheet", "itself"
ACCOUNT = "read to find out who asks, before anybody can say so"
OF_DJANGO = "Django's own"
A_JOB = "what the worker is to do: ids alone"

TABLES = {
    "account_emailaddress": (ACCOUNT, "SIUD"),
    "account_emailconfirmation": (ACCOUNT, "SIUD"),
    "accounts_demonstrationmark": ("says that everybody in here is invented", "SI"),
    "accounts_keptwords": (WRITER, "SD"),  # a function adds, while nobody is signed in
    "accounts_onetimelink": (ACCOUNT, "SIU"),
    "accounts_service": (ACCOUNT, "SIU"),
    "accounts_session": (ACCOUNT, "SIUD"),
    "accounts_team": (ACCOUNT, "SIUD"),
    "accounts_training": (SERVICE, "SI"),
    "accounts_user": (ACCOUNT, "SIU"),
    "audit_audithead": (SERVICE, "S"),
    "audit_row": (SERVICE, "S"),
    "auth_group": (OF_DJANGO, "S"),
    "auth_group_permissions": (OF_DJANGO, "S"),
    "auth_permission": (OF_DJANGO, "S"),
    "children_allocation": (CHILD, "SIUD"),
    "children_bearsname": (NOBODY, ""),
    "children_child": (CHILD, "SIUD"),
    "children_cover": (SERVICE, "SIUD"),
    "children_dutyday": (SERVICE, "SIUD"),
    "children_episode": (CHILD, "SIUD"),
    "children_hosting": (CHILD, "SIUD"),
    # Who may not work with a child: functions hide that child, and say no more.
    "children_keptfrom": (ITSELF, "SID"),
    "children_named": (CHILD, "SIUD"),
    "children_namepart": (NOBODY, ""),
    # How somebody gets behind the wall stands before it.
    "children_opening": (SERVICE, "SIU"),
    "children_person": (CHILD, "SIUD"),
    # One that may be a hidden child only who asked for it sees, and who may see the child.
    "children_registration": (SERVICE, "SIU"),
    "chronology_event": (CHILD, "SI"),
    "chronology_seal": (CHILD, "SI"),
    "chronology_words": (CHILD, "SI"),
    "diary_apart": (CHILD, "SIUD"),  # and the other child, whom one may see too
    "diary_appointment": (CHILD, "SIUD"),
    "diary_away": (SERVICE, "SIUD"),
    "diary_booking": (NOBODY, ""),  # kept by triggers, whoever books
    "diary_feed": (WRITER, "SIUD"),  # a function reads the times for whoever holds its address
    "diary_meeting": (SERVICE, "SIUD"),  # names no child
    "diary_place": (SERVICE, "SIUD"),
    "diary_placenote": (SERVICE, "SI"),
    "diary_riskassessment": (SERVICE, "SI"),
    "diary_staff": (SERVICE, "SIUD"),
    "django_content_type": (OF_DJANGO, "S"),
    "django_migrations": (OF_DJANGO, "S"),
    "drafts_draft": (OWN, "SIUD"),
    "drafts_sent": (WRITER, "SIUD"),
    "children_tooclose": (CHILD, "SID"),  # Waymark itself writes it
    "duties_duty": (CHILD, "SIUD"),
    "duties_ownnumber": (SERVICE, "SI"),
    "duties_standing": (CHILD, "SIUD"),
    "jobs_pulse": ("says when a job was done last", "SIU"),
    # Written by whoever acts; only that one was applied is changed, and a function forgets it.
    "letters_incoming": (ITSELF, "SI"),
    "letters_outgoing": (ITSELF, "SI"),
    "mfa_authenticator": (ACCOUNT, "SIUD"),
    "orders_order": (CHILD, "SIUD"),
    "papers_file": (CHILD, "SI"),
    # What is completed a trigger keeps as it is.
    "papers_paper": (CHILD, "SIUD"),
    "papers_section": (CHILD, "SIUD"),  # what a child says to managers alone, to them alone
    "papers_heldfile": (CHILD, "SIU"),
    "papers_source": (CHILD, "SIUD"),
    "plans_plan": (CHILD, "SIUD"),
    "plans_version": (CHILD, "SIUD"),  # a trigger keeps what was agreed
    "portal_sheet": (SHEET, "SIU"),
    "telling_told": (CHILD, "SIUD"),
    "visits_alarm": (SERVICE, "SI"),
    "visits_out": (SERVICE, "SIUD"),  # names no child
    "procrastinate_events": (A_JOB, "SIUD"),
    "procrastinate_jobs": (A_JOB, "SIUD"),
    "procrastinate_periodic_defers": (A_JOB, "SIUD"),
    "procrastinate_workers": (A_JOB, "SIUD"),
    "reminders_reminder": (CHILD, "SIUD"),
    "reminders_wish": (CHILD, "SIUD"),
    "shared_cache": ("counts guesses", "SIUD"),
}

# Tables of accounts that say which service somebody is of, and hold nothing of a child.
SERVICE_BUT_NO_CHILD = {"accounts_team", "accounts_user"}

WALLED = sorted(name for name, (wall, _) in TABLES.items() if wall in (CHILD, SERVICE, OWN, SHEET))
SHARED = [name for name in WALLED if TABLES[name][0] != OWN]
OF_WRITERS = sorted(name for name, (wall, _) in TABLES.items() if wall == WRITER)
OF_CHILDREN = sorted(name for name, (wall, _) in TABLES.items() if wall in (CHILD, SHEET))
