"""What every test may rely on."""

from hypothesis import settings

pytest_plugins = ["tests.database"]

# No test fails because the machine is busy; speed is measured under tests/benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
