"""What must be so before a thing may be done, and what must at least have been thought of.

A gate is given the case as it is known and the event that somebody is about to record, and yields
what stands in the way, as a colleague would say it.
"""

from collections.abc import Iterator

from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.gates.allocation import introduce_the_new_worker, spare_the_child_repeating
from waymark.rules.gates.breaks import end_a_break_before_its_last_day, no_holiday_on_bail
from waymark.rules.gates.closing import leave_nothing_undone, look_at_the_ending_first
from waymark.rules.gates.deciding import keep_what_was_decided_on
from waymark.rules.gates.endings import (
    ask_the_panel_what_was_decided,
    ask_whether_it_was_asked_for,
    let_the_panel_decide_first,
    wait_after_a_refusal,
)
from waymark.rules.gates.engagement import (
    judge_as_a_manager,
    try_everything_before_breach,
    understand_before_warning,
)
from waymark.rules.gates.moves import (
    keep_a_looked_after_child,
    move_only_what_is_here,
    write_a_death_once,
)
from waymark.rules.gates.restorative import (
    ask_whether_the_hours_are_meant,
    ask_whether_the_order_is_theirs,
    assess_each_one_whole,
    begin_when_both_are_ready,
    begin_when_it_is_safe,
    bring_an_interpreter,
    come_freely_and_not_alone,
    go_on_where_nobody_was_hurt,
    hand_over_what_is_wished,
    keep_the_six_principles,
    led_by_somebody_who_can,
    let_each_be_heard,
    plan_what_is_wanted,
    say_what_it_rests_on,
)
from waymark.rules.gates.visiting import assess_a_visit_whole, authorise_what_was_assessed
from waymark.rules.gates.voice import look_as_a_manager, say_it_back, say_what_came_of_it

GATES = (
    introduce_the_new_worker,
    spare_the_child_repeating,
    keep_a_looked_after_child,
    move_only_what_is_here,
    leave_nothing_undone,
    look_at_the_ending_first,
    write_a_death_once,
    say_what_came_of_it,
    say_it_back,
    wait_after_a_refusal,
    ask_the_panel_what_was_decided,
    let_the_panel_decide_first,
    understand_before_warning,
    try_everything_before_breach,
    no_holiday_on_bail,
    keep_what_was_decided_on,
    end_a_break_before_its_last_day,
    assess_a_visit_whole,
    authorise_what_was_assessed,
    plan_what_is_wanted,
    say_what_it_rests_on,
    assess_each_one_whole,
    keep_the_six_principles,
    come_freely_and_not_alone,
    led_by_somebody_who_can,
    bring_an_interpreter,
    begin_when_both_are_ready,
    begin_when_it_is_safe,
    go_on_where_nobody_was_hurt,
    let_each_be_heard,
    hand_over_what_is_wished,
)

ASKS = (
    ask_whether_it_was_asked_for,
    ask_whether_the_hours_are_meant,
    ask_whether_the_order_is_theirs,
)

FOR_MANAGERS = (look_as_a_manager, judge_as_a_manager)


def shut(case: Case, proposed: Event, *, is_manager: bool = False) -> Iterator[str]:
    """Every reason not to record this, each with what to do instead.

    :param is_manager: whoever records it is one: what is left to managers is open then.
    """
    for gate in (*GATES, *(() if is_manager else FOR_MANAGERS)):
        yield from gate(case, proposed)


def asks(case: Case, proposed: Event) -> Iterator[str]:
    """What may be so but is seldom: asked before it is recorded, and never refused."""
    for each in ASKS:
        yield from each(case, proposed)
