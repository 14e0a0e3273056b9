"""The application as a WSGI server finds it; its settings come from the environment."""

from assessment_tool.app import create_app

app = create_app()
