"""What is asked of each risk that is judged: on the page that judges it, and wherever the judgement
is read or put right."""

NAMES = {
    "reoffending": "Offending again",
    "serious_harm": "Serious harm to others",
    "safety_and_wellbeing": "Safety and wellbeing",
}
ASKS = {
    "reoffending": "How likely is it that the child offends again?",
    "serious_harm": "How high is the risk of serious harm to others?",
    "safety_and_wellbeing": "How high is the risk to the child’s own safety and wellbeing?",
}
# Of each of them, what the level rests on: the question, and what helps with it.
ASKED = {
    "what": ("What could happen?", ""),
    "whom": ("To whom?", "Name nobody who was harmed: “a younger boy at school”."),
    "when": ("When, or in what circumstances?", ""),
    "likelihood": ("How likely is it?", ""),
    "imminence": ("How soon could it be?", ""),
    "indicative": ("What did a first look, or a tool, indicate?", ""),
}
# The same where a judgement is read, in as few words as it can be said.
RESTS_ON = {
    "what": "What",
    "whom": "To whom",
    "when": "When",
    "likelihood": "How likely",
    "imminence": "How soon",
    "indicative": "Indicated at first",
}
# Whom it keeps safe that was agreed from today.
KEPT_SAFE = {"child": "The child", "others": "Other people", "both": "The child and others"}
