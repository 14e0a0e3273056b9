"""From a document's value to the HTML that is printed: an environment of its own, without a request."""

from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assessment_tool.core.languages import changed, paragraphs
from assessment_tool.core.text import shown
from assessment_tool.documents.blank_form import BlankForm
from assessment_tool.documents.days import day, short_day
from assessment_tool.documents.glyphs import printable
from assessment_tool.documents.parent_summary import WORDS, ParentSummary
from assessment_tool.documents.pdf import PrintJob
from assessment_tool.documents.sentences import listed, times
from assessment_tool.documents.tokens import breakable
from assessment_tool.documents.trend_report import Paragraphs, ScaleMethod, TrendReport
from assessment_tool.resources import templates_dir

_STYLE = "documents/print.css"
_BLANK_STYLE = "documents/blank_form.css"
_PARENT_STYLE = "documents/parent_summary.css"


def trend_job(report: TrendReport) -> PrintJob:
    """The trend report as a job for the printer."""
    page = _environment().get_template("documents/trend_report.html")
    return PrintJob(
        html=printable(page.render(report=report, paragraph=Paragraphs(), drawn=_drawn(report))),
        style=_styles(_STYLE),
        title=shown(f"{report.title}, family {report.family_reference}"),
        author=shown(report.maker.name),
        made_at=report.made_at,
        record=report.record,
    )


def parent_job(summary: ParentSummary) -> PrintJob:
    """The summary for a parent as a job for the printer."""
    page = _environment().get_template("documents/parent_summary.html")
    return PrintJob(
        html=printable(page.render(summary=summary, words=WORDS)),
        style=_styles(_STYLE, _PARENT_STYLE),
        title=shown(summary.heading),
        author=shown(summary.contact.name),
        made_at=summary.made_at,
        record=summary.record,
    )


def blank_job(form: BlankForm) -> PrintJob:
    """The blank form as a job for the printer: no day stands in it, so it is the same file on every day."""
    page = _environment().get_template("documents/blank_form.html")
    return PrintJob(
        html=printable(page.render(form=form)),
        style=_styles(_STYLE, _BLANK_STYLE),
        title=shown(form.heading),
        author="",
        made_at=None,
    )


def _styles(*names: str) -> str:
    return "".join((templates_dir() / name).read_text(encoding="utf-8") for name in names)


def _drawn(report: TrendReport) -> list[Markup]:
    """The charts, which our own code drew and escaped, as markup."""
    return [Markup(area.chart_svg) for area in report.areas]  # noqa: S704 - charts/ escapes every text it draws


@cache
def _environment() -> Environment:
    """Every text that a page shows is escaped and may break; no template reaches beyond its report."""
    environment = Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_breakable,
    )
    environment.filters.update(
        day=day,
        short_day=short_day,
        paragraphs=paragraphs,
        listed=listed,
        times=times,
        alike=_alike,
        whole=escape,
    )
    return environment


def _breakable(value: object) -> object:
    """Whatever is printed: text may break in its long words, markup stays as it is."""
    return changed(value, breakable) if isinstance(value, str) and not isinstance(value, Markup) else value


def _alike(methods: Iterable[ScaleMethod]) -> list[tuple[str, str, list[str]]]:
    """The scales that are reached in the same way, together: how, what with blanks, which."""
    found: dict[tuple[str, str], list[str]] = {}
    for method in methods:
        found.setdefault((method.how, method.missing), []).append(method.title)
    return [(how, missing, titles) for (how, missing), titles in found.items()]
