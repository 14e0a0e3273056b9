"""Two versions side by side: every change in words, the trends that go on or break, and both wordings."""

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from assessment_tool.definitions.catalogue import Definition
from assessment_tool.definitions.diff.difference import Difference, difference
from assessment_tool.definitions.version_file import read_version, version_order
from assessment_tool.web.instrument_name import window_title
from assessment_tool.web.instruments.blueprint import pages, sees_places
from assessment_tool.web.instruments.comparison.groups import groups
from assessment_tool.web.instruments.comparison.joins import approvals, joins
from assessment_tool.web.instruments.readable import readable_version, where_it_stands
from assessment_tool.web.parts import parts


@pages.get("/instruments/<instrument:instrument_id>/compare/<before>/<after>")
def compare(instrument_id: str, before: str, after: str) -> str | Response:
    """What changed from one version to a higher one; the other way round it leads to the right one."""
    earlier, later = readable_version(instrument_id, before), readable_version(instrument_id, after)
    if before == after:
        abort(404)
    if version_order(before) > version_order(after):
        ordered = url_for("instruments.compare", instrument_id=instrument_id, before=after, after=before)
        return redirect(ordered)
    return _page(earlier, later, difference(read_version(earlier.path), read_version(later.path)))


def _page(earlier: Definition, later: Definition, found: Difference) -> str:
    old, new = earlier.instrument, later.instrument
    scores = joins(old, new, found, parts().catalogue.crosswalks(new.id))
    return render_template(
        "instruments/compare.html",
        page_title=f"{new.title}: {old.version} and {new.version}",
        window_title=window_title(new.id),
        title=new.title,
        found=found,
        sides=[(one.instrument.version, where_it_stands(one)) for one in (earlier, later)],
        groups=groups(old, new, found.changes),
        scores=scores,
        approvals=approvals(scores),
        with_places=sees_places(),
        breadcrumb=[
            {"text": "Instruments", "href": url_for("instruments.catalogue")},
            {"text": new.title, "href": url_for("instruments.versions", instrument_id=new.id)},
            {"text": f"{old.version} and {new.version}"},
        ],
    )
