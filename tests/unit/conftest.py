"""What holds for all unit tests: no limit on the time of an example, since machines are shared."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("shared machine", settings(), deadline=None)
settings.load_profile("shared machine")
