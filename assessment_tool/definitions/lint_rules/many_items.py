"""Scales of more items than chance leaves quiet: two careful raters differ on one of them too often."""

from collections.abc import Iterator

from assessment_tool.core.trend.telling import Telling, telling_of
from assessment_tool.definitions.findings import Finding, Severity
from assessment_tool.definitions.places import placed_scales
from assessment_tool.definitions.policy_file import default_policy
from assessment_tool.definitions.version_file import VersionFile


def many_items(file: VersionFile) -> Iterator[Finding]:
    """Scales judged by their items that have more of these than the policy's numbers go up to."""
    most = default_policy().change.same_way[-1].up_to
    for placed in placed_scales(file.instrument):
        scale = placed.part
        is_judged = telling_of(scale, file.instrument) is Telling.JUDGED and not scale.method.published_error
        if is_judged and len(scale.of) > most:
            message = f"{len(scale.of)} items are judged together; beyond {most} chance looks like change."
            mend = "Divide the scale, or give it a published measurement error."
            yield file.tree.finding((*placed.path, "of"), "many-items", message, mend, Severity.WARNING)
