"""The answer form with govuk-frontend-wtf; run by a Python that has it: <items> <grades> <absences> <runs>.

Each item has what ours has: radios with a hint for each grade, the reasons for no answer, evidence, source
and confidence. Prints the package's version and the CPU milliseconds of every run.
"""

import sys
from importlib.metadata import version
from time import process_time

from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from govuk_frontend_wtf.main import (  # type: ignore[import-not-found]  # only that other Python has it
    WTFormsHelpers,
)
from govuk_frontend_wtf.wtforms_widgets import (  # type: ignore[import-not-found]  # likewise
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from wtforms import Field, RadioField, SelectField, StringField, TextAreaField

WARM_UP = 2
HINT = "The child has this on most days, and where not, the carer sees to it before somebody else must. " * 2
PAGE = "<form>{% for field in form %}{{ field(**params.get(field.name, {})) }}{% endfor %}</form>"


def form_class(items: int, grades: int, absences: int) -> tuple[type[FlaskForm], dict[str, object]]:
    """The form, and what its radios show beside their labels."""
    choices = [(str(number), f"Grade {number}") for number in range(grades + absences)]
    hints = {"params": {"items": [{"hint": {"text": HINT}} for _ in choices]}}
    confidences = [("low", "Low"), ("medium", "Medium"), ("high", "High")]
    fields: dict[str, Field] = {}
    params: dict[str, object] = {}
    for number in range(items):
        fields[f"answer{number}"] = RadioField(f"Item {number}", widget=GovRadioInput(), choices=choices)
        fields[f"evidence{number}"] = TextAreaField("Evidence", widget=GovTextArea())
        fields[f"source{number}"] = StringField("Source", widget=GovTextInput())
        fields[f"confidence{number}"] = SelectField("Confidence", widget=GovSelect(), choices=confidences)
        params[f"answer{number}"] = hints
    return type("PeerForm", (FlaskForm,), dict(fields)), params


def main() -> None:
    """Render the form again and again."""
    items, grades, absences, runs = map(int, sys.argv[1:])
    app = Flask(__name__)
    app.config.update(SECRET_KEY="only measured", WTF_CSRF_ENABLED=False)
    names = ("govuk_frontend_jinja", "govuk_frontend_wtf")
    app.jinja_loader = ChoiceLoader([PrefixLoader({name: PackageLoader(name)}) for name in names])
    WTFormsHelpers(app)
    peer_form, params = form_class(items, grades, absences)
    times = []
    for _ in range(WARM_UP + runs):
        with app.test_request_context("/"):
            began = process_time()
            page = render_template_string(PAGE, form=peer_form(), params=params)
            times.append((process_time() - began) * 1000)
        assert page.count("govuk-radios__input") == items * (grades + absences)
    print(version("govuk-frontend-wtf"), *times[WARM_UP:])


main()
