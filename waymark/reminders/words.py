"""Why a reminder was not sent, as a worker reads it."""

from collections.abc import Mapping

WHY_NOT: Mapping[str, str] = {
    "died": "the child has died",
    "custody": "they are in custody",
    "missing": "an alert says that they go missing. Ring, and see that they are safe",
    "closed": "the case is closed",
    "break": "a break was agreed for that day. Call the time off, or ring if you meet all the same",
    "order-ended": "the order has ended by then",
    "called-off": "it was called off",
    "moved": "it was moved",
    "recorded": "what came of it is written down already",
    "too-late": "there was no time left",
    "changed": "it was planned anew",
    "restricted": "the record has been restricted since: choose again how they are reminded",
    "number-gone": "the number is protected, or is not used any more: choose another",
    "number-changed": "the number was changed since it was chosen: choose it again",
    "not-set-up": "the service has no account with GOV.UK Notify yet",
    "wrong-number": "the number or the address does not work",
    "refused": "GOV.UK Notify refuses our account or its template: tell whoever runs Waymark",
    "not-reached": "GOV.UK Notify could not be reached in time",
}
# What a worker makes up for.
TO_RING = ("missing", "break", "not-set-up", "wrong-number", "refused", "not-reached")
