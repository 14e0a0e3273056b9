"""From a report's value to the HTML that is printed: an environment of its own, without a request."""

from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assessment_tool.documents.pdf import PrintJob
from assessment_tool.documents.tokens import breakable
from assessment_tool.documents.trend_facts import day
from assessment_tool.documents.trend_report import Paragraphs, ScaleMethod, TrendReport, joined
from assessment_tool.resources import templates_dir

_FOLDER = "documents"


def trend_job(report: TrendReport) -> PrintJob:
    """The trend report as a job for the printer."""
    page = _environment().get_template(f"{_FOLDER}/trend_report.html")
    return PrintJob(
        html=page.render(report=report, paragraph=Paragraphs(), drawn=_drawn(report)),
        style=(templates_dir() / _FOLDER / "print.css").read_text(encoding="utf-8"),
        title=f"{report.title}, family {report.family_reference}",
        author=report.maker.name,
        made_at=report.made_at,
    )


def _drawn(report: TrendReport) -> list[Markup]:
    """The charts, which our own code drew and escaped, as markup."""
    return [Markup(area.chart_svg) for area in report.areas]  # noqa: S704 - charts/ escapes every text it draws


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=day, paragraphs=_paragraphs, joined=joined, breakable=breakable)
    environment.filters["groupby_method"] = _by_method
    return environment


def _by_method(methods: Iterable[ScaleMethod]) -> list[tuple[str, str, list[str]]]:
    """The scales that are reached in the same way, together: how, what with blanks, which."""
    alike: dict[tuple[str, str], list[str]] = {}
    for method in methods:
        alike.setdefault((method.how, method.missing), []).append(method.title)
    return [(how, missing, titles) for (how, missing), titles in alike.items()]


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a typed text, each breakable."""
    return [breakable(one.strip()) for one in text.split("\n") if one.strip()]
