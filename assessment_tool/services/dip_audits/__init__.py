"""Blind dip audits: questions of a signed assessment graded again, without sight of the first grades."""
