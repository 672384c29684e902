"""Every error a person or program can meet, with its stable code, HTTP status and safe sentence.

MasteryError
├── BadRequest          bad_request           400
├── BadJson             bad_json              400
├── NotSignedIn         not_signed_in         403
├── Forbidden           forbidden             403
├── TutorOff            tutor_off             403
├── NotFound            not_found             404
├── MethodNotAllowed    method_not_allowed    405
├── CannotPlace         cannot_place          409
├── CheckRunning        check_running         409
├── ReviewChanged       review_changed        409
├── TooLarge            too_large             413
├── TooManySignIns      too_many_sign_ins     429
├── ServiceAway         service_away          503
├── DatabaseAway        database_away         503
├── GraderBusy          grader_busy           503
│   └── TooManyWaiting  too_many_waiting      429
├── GraderUnavailable   grader_unavailable    503
│   └── GraderAway      grader_away           503
└── Unexpected          unexpected            500

The sentence says what is wrong and what to do; it never holds a path, SQL or a traceback.
"""

from __future__ import annotations

from typing import ClassVar


class MasteryError(Exception):
    """Base of all; never raised itself.

    Attributes:
        code: Stable machine name; front ends branch on it.
        status: HTTP status.
        sentence: What is shown to a person.
        retry_after_s: When to try again, for the Retry-After header.
    """

    code: ClassVar[str] = "unexpected"
    status: ClassVar[int] = 500
    sentence: ClassVar[str] = "Something went wrong on our side. Please try again."
    retry_after_s: int | None = None

    def __init__(self, sentence: str | None = None, *, retry_after_s: int | None = None) -> None:
        self.message = sentence or self.sentence
        if retry_after_s is not None:
            self.retry_after_s = retry_after_s
        super().__init__(self.message)


class Unexpected(MasteryError):
    """A bug of ours; the details are in the log."""


class BadRequest(MasteryError):
    """A field is missing, of the wrong type or out of range."""

    code = "bad_request"
    status = 400
    sentence = "The request does not have the form that is expected here."


class BadJson(MasteryError):
    """The body is no JSON object that can be stored (syntax, NaN, NUL, lone surrogates)."""

    code = "bad_json"
    status = 400
    sentence = "The body must be one JSON object in UTF-8, without NaN or NUL characters."


class NotSignedIn(MasteryError):
    """No token, a wrong one or a revoked one."""

    code = "not_signed_in"
    status = 403
    sentence = "Please sign in again; this request carries no valid sign-in."


class Forbidden(MasteryError):
    """Signed in, but without the right that this needs; also a missing XSRF token."""

    code = "forbidden"
    status = 403
    sentence = "You may not do this."


class TutorOff(MasteryError):
    """The instructor's policy does not allow this question here."""

    code = "tutor_off"
    status = 403
    sentence = "Your instructor has switched this kind of help off for this problem."


class NotFound(MasteryError):
    """Not there, or not yours: the answer does not tell which."""

    code = "not_found"
    status = 404
    sentence = "There is nothing here under this name."


class MethodNotAllowed(MasteryError):
    """The route exists, with other methods."""

    code = "method_not_allowed"
    status = 405
    sentence = "This address does not take that method."


class CannotPlace(MasteryError):
    """The learner's folder is read-only, full, or something is in the way."""

    code = "cannot_place"
    status = 409
    sentence = (
        "The notebook cannot be written to your folder: it is read-only or full. "
        "Make room or ask your instructor, then try again."
    )


class CheckRunning(MasteryError):
    """An instructor has one notebook checked at a time."""

    code = "check_running"
    status = 409
    sentence = "A check of yours is still running. Cancel it, or wait for its end."


class ReviewChanged(MasteryError):
    """Another reviewer was quicker, or the learner has handed in another answer since."""

    code = "review_changed"
    status = 409
    sentence = (
        "This review was changed meanwhile, by another reviewer or by a new answer. "
        "Look at it again; nothing of yours was stored."
    )


class TooLarge(MasteryError):
    """The body or a source is over its limit."""

    code = "too_large"
    status = 413
    sentence = "That is more than can be handed in. Remove what the answer does not need."


class TooManySignIns(MasteryError):
    """One address sends wrong tokens, one after another."""

    code = "too_many_sign_ins"
    status = 429
    sentence = "Too many requests came from there without a valid sign-in. Please wait a moment."
    retry_after_s = 10


class ServiceAway(MasteryError):
    """The adaptive service cannot be reached from the learner's server."""

    code = "service_away"
    status = 503
    sentence = "The learning service cannot be reached right now. Your work is kept; please retry."
    retry_after_s = 2


class DatabaseAway(MasteryError):
    """PostgreSQL does not answer."""

    code = "database_away"
    status = 503
    sentence = "Progress cannot be read or saved right now. Your work is kept; please retry."
    retry_after_s = 2


class GraderBusy(MasteryError):
    """The queue of the grader is full."""

    code = "grader_busy"
    status = 503
    sentence = "Many answers are being checked right now. Please hand in again in a moment."
    retry_after_s = 3


class TooManyWaiting(GraderBusy):
    """Too many answers of this learner wait; those of others are taken."""

    code = "too_many_waiting"
    status = 429
    sentence = "Several of your answers are still being checked. Please wait for them first."
    retry_after_s = 5


class GraderUnavailable(MasteryError):
    """This machine offers no safe place to run learner code."""

    code = "grader_unavailable"
    status = 503
    sentence = "Answers cannot be checked on this machine; the log of the service says why."


class GraderAway(GraderUnavailable):
    """The grader that runs beside the service does not answer now."""

    code = "grader_away"
    sentence = "Answers cannot be checked right now. Yours is kept and will be checked soon."
    retry_after_s = 5
