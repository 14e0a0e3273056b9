"""Where the templates are, and what renders one component of them."""

from collections.abc import Callable
from pathlib import Path

TEMPLATES = Path(__file__).parents[3] / "templates"

Render = Callable[..., str]
