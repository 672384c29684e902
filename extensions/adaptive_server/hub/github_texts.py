"""What people read when a sign-in with GitHub does not work out."""

from __future__ import annotations

AWAY = "GitHub does not answer at the moment. Please try to sign in again in a minute."
CANCELLED = "You cancelled the sign-in at GitHub, so nothing was shared and nobody is signed in."
REFUSED = (
    "GitHub knows you, but you are not on the list of this classroom. "
    "Ask your instructor to add you to its GitHub organisation or team, then sign in again."
)
NO_LONGER = (
    "GitHub wants to know you again before your server starts. Please sign out, then sign in."
)
STALE = "This sign-in took too long or was used already. Please start it again."
UNUSABLE = "GitHub did not accept the sign-in of this classroom. Please tell its operator."
