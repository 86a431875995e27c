"""What an assessment finds where a story tells of something else."""

ORDINARY = {
    "In the child’s own words: what is their story so far?": "It was fine till last year.",
    "What matters most to the child?": "My family.",
    "In parents’ or carers’ own words: how are things, and what worries them?": "We worry.",
    "How does the child describe their culture, heritage and background?": "White, from here.",
    "Has the child met racism or been treated unfairly for who they are?": "No",
    "Has the child hurt themselves or spoken of not wanting to live?": "No",
    "Where and when does the child feel safe, and where not?": "At home, and not at the shops.",
    "What keeps the child safe now, and what more is needed?": "Family, and school in the day.",
    "What happened, as the child tells it?": "It happened fast. I should have gone home.",
    "Who could be harmed by the child, and in what way?": "Nobody whom we know of.",
    "What has the child done before, found guilty or not?": "Nothing that is known.",
    "In the child: what strengths, skills and hopes?": "Says sorry and means it.",
    "What has been read and who asked for this assessment?": ["The child", "Parents or carers"],
    "Taken together, how does it all fit for this child?": "What went before led to it.",
    "What will help the child stop offending, and what makes it harder?": "What to do all day.",
    "What will keep the child safe and well, and what makes it harder?": "Adults who notice.",
    "What will keep other people safe, and what makes it harder?": "That somebody asks first.",
    "So what needs doing, in what order, and what can wait?": "Trust first, then the rest.",
    "Does the child agree with this picture?": "Yes",
    # A review.
    "What does the child say works, what does not, and why?": "It is all right.",
    "What do parents or carers say worked and did not?": "It is calmer.",
    "What does each agency that works with the child say: what was done, what changed, "
    "what next?": "All came as they said.",
    "What progress has the child made, and how do we know?": "Comes, and says what is hard.",
    "What changed in the child’s safety and wellbeing, and what did we do?": "Nothing to worry.",
    "What changed in the risk to others, and what did we do?": "Nothing that we know of.",
    "What was said and done since about culture, heritage, background and "
    "discrimination?": "Asked again; nothing new.",
    "Does the assessment still hold?": "Yes",
    "Who looked back together?": "The child and parents or carers",
    "Has the time come to ask for an early end?": {"Not yet": "There is work left to do."},
    # An ending.
    "What has been achieved, in the child’s own words?": "I got through it.",
    "What help does the child want after the end, and what do the parents or carers "
    "want?": "Somebody to ring, and a reason to get up.",
    "How is each of these met, and by whom?": "His mentor rings on Sundays.",
    "Whom can the child call when something is hard, and do they have the number?": "The mentor.",
    "Which help goes on?": ["A charity, mentor or youth worker"],
    "Is it running already, before the last day?": "All of it",
    "Has the child said what they think of the time, one last time and alone?": "Yes",
    "Are the child and the family content with this end?": "Yes",
}
