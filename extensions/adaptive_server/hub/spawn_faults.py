"""What to say when a learner's server cannot start: to the learner, and to the log."""

from __future__ import annotations

from dataclasses import dataclass

from docker.errors import APIError, DockerException, ImageNotFound, NotFound
from requests.exceptions import RequestException


@dataclass(frozen=True, slots=True)
class SpawnFault:
    """Why a start failed.

    Attributes:
        reason: Stable word, for the metrics.
        learner: Shown on the page: what it means and whom to tell; no path, no address.
        operator: For the log: what to do.
    """

    reason: str
    learner: str
    operator: str


TELL = "Your work is kept. Please tell the people who run this site"
# Parts of the engine's own words, in the order in which they are tried.
SAID = (
    (
        ("no such image", "manifest unknown", "pull access denied", "not found: manifest"),
        SpawnFault(
            "image",
            f"The image of your server is missing. {TELL}: image missing.",
            "the engine lacks the image; build it (images/learner/README.md) or set "
            "MASTERY_LEARNER_IMAGE and MASTERY_IMAGE_PULL_POLICY",
        ),
    ),
    (
        ("unknown or invalid runtime", "unknown runtime"),
        SpawnFault(
            "runtime",
            f"Your server's runtime is missing. {TELL}: runtime missing.",
            "the engine does not know the runtime of MASTERY_LEARNER_RUNTIME; add it to its "
            "daemon.json",
        ),
    ),
    (
        ("network",),
        SpawnFault(
            "network",
            f"The network of your server is missing. {TELL}: network missing.",
            "the network of MASTERY_LEARNER_NETWORK is not there; make it as the parts of "
            "deploy/compose/compose.yaml do, and run deploy/firewall.sh apply",
        ),
    ),
    (
        ("volume", "mount", "no space left"),
        SpawnFault(
            "volume",
            f"Your folder cannot be opened right now. {TELL}: volume error.",
            "the learner's volume cannot be mounted; see the engine's words",
        ),
    ),
)
AWAY = SpawnFault(
    "engine",
    f"The machine that runs the servers does not answer. Try again in a minute. {TELL}, "
    "if it stays so: engine away.",
    "no answer from the container engine; is it running, and may the hub use its socket?",
)
OTHER = SpawnFault(
    "other",
    f"Your server could not be started. {TELL}: start failed.",
    "the engine refused; see its words",
)


def fault_of(error: Exception) -> SpawnFault | None:
    """Say what an exception of a start means; None: nothing of the engine's, leave it alone."""
    if isinstance(error, APIError):
        said = str(error.explanation or error).lower()
        if isinstance(error, ImageNotFound):
            return SAID[0][1]
        for words, fault in SAID:
            if any(word in said for word in words):
                return fault
        return SAID[0][1] if isinstance(error, NotFound) and "image" in said else OTHER
    if isinstance(error, DockerException | RequestException):
        return AWAY
    return None
