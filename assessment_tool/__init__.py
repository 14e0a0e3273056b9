"""Assess, score and follow over time how a family cares for its children, with evidence a court can rely on."""

__version__ = "0.1.0"
