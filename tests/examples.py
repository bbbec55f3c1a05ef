"""How many made-up examples a test looks at: few in `make test`, many in `make fuzz`."""

from __future__ import annotations

from hypothesis import settings

#: Examples of a test that says nothing, by profile.
PROFILES = {"quick": 5, "liantu": 25, "fuzz": 500}


def register_profiles() -> None:
    """Make the profiles known. No timed tests: a busy machine is no failure, speed lives in bench/."""
    for name, examples in PROFILES.items():
        settings.register_profile(name, deadline=None, max_examples=examples, print_blob=True)
    settings.load_profile("liantu")


def look_at(examples: int) -> int:
    """``examples`` of `make test` in the profile that runs: twenty times as many in `make fuzz`."""
    return max(1, examples * settings().max_examples // PROFILES["liantu"])
