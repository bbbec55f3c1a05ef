"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# No timed tests: a busy machine is no failure. Speed lives in bench/.
settings.register_profile("liantu", deadline=None)
settings.load_profile("liantu")
