"""A start that ends with a sentence for its learner."""

from __future__ import annotations

from jupyterhub.spawner import SpawnException


class NotStarted(SpawnException):
    """Why somebody has no server.

    Args:
        message: For the learner.
        reason: Stable word, for the metrics.
        log_message: For the operator; the learner's where there is none.
        status_code: Of the answer.
    """

    def __init__(
        self, message: str, *, reason: str, log_message: str = "", status_code: int = 503
    ) -> None:
        super().__init__(message, reason=reason, log_message=log_message, status_code=status_code)
        # JupyterHub's pages show this; without it they show nothing, or what the log says.
        self.jupyterhub_message = message
