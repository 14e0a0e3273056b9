"""Assess, score and follow over time the care a child receives, with evidence a court can rely on."""

__version__ = "0.1.0"
