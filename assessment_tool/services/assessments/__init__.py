"""The life of an assessment: start, answer, sign, countersign, return, amend, void."""
