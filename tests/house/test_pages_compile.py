"""Every page compiles in the environment that serves it: a filter that is not there is found here."""

from jinja2 import StrictUndefined

from assessment_tool.app import create_app
from assessment_tool.config import MINIMUM_SECRET, Settings


def test_every_page_compiles_with_the_filters_that_the_application_has() -> None:
    settings = Settings(
        database_url="sqlite://", secret_key="s" * MINIMUM_SECRET, audit_keys=("k" * MINIMUM_SECRET,)
    )
    environment = create_app(settings).jinja_env
    assert environment.undefined is StrictUndefined
    pages = environment.list_templates(filter_func=lambda name: not name.startswith("documents/"))
    assert pages
    for page in pages:
        environment.get_template(page)
