"""Runs CP-SAT so that the same question has the same answer."""

import time

from ortools.sat.python import cp_model

SEED = 4
FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


class Budget:
    """How long an answer may take, over all that is solved for it.

    It is counted in the solver's own steps, so that what is found when the time runs out does not hang on
    what else the machine does; the clock ends it at three times as long.
    """

    def __init__(self, seconds: float) -> None:
        self.left = seconds
        self._until = time.monotonic() + 3 * seconds

    @property
    def is_spent(self) -> bool:
        return self.left <= 0 or time.monotonic() >= self._until

    def solve(self, model: cp_model.CpModel) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = max(self.left, 0.001)
        solver.parameters.max_time_in_seconds = max(self._until - time.monotonic(), 0.01)
        status = solver.solve(model)
        if status == cp_model.MODEL_INVALID:
            raise ValueError(model.validate())
        self.left -= solver.response_proto.deterministic_time
        return solver, status
