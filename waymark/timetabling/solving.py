"""Runs CP-SAT so that the same question has the same answer."""

import time

from ortools.sat.python import cp_model

SEED = 4
FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
STEPS = 0.3  # of the solver's own, a second: as many as a busy machine still does


class Budget:
    """How long an answer may take, over all that is solved for it.

    It is counted in the solver's own steps too, so that what is found when the time runs out does
    not hang on what else the machine does, unless that is very much.
    """

    def __init__(self, seconds: float) -> None:
        self._left = seconds * STEPS
        self._until = time.monotonic() + seconds

    def solve(
        self, model: cp_model.CpModel, *, of_times: bool = False
    ) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        """Solve it, or as much as there is time for.

        :param of_times: of when rather than of whom; there a linear relaxation only takes time.
        """
        solver = cp_model.CpSolver()
        solver.parameters.symmetry_level = 0  # costs more than it spares, in either
        if of_times:
            solver.parameters.linearization_level = 0
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = max(self._left, 0.001)
        solver.parameters.max_time_in_seconds = max(self._until - time.monotonic(), 0.01)
        status = solver.solve(model)
        if status == cp_model.MODEL_INVALID:
            raise ValueError(model.validate())
        self._left -= solver.response_proto.deterministic_time
        return solver, status
