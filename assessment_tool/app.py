"""The one place where everything meets: settings, database, instruments, pages."""

from argon2 import PasswordHasher
from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from assessment_tool.config import Settings
from assessment_tool.core.audit_chain import Keyring
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.jobs.render_pool import pool
from assessment_tool.records.engine import create_engine_for
from assessment_tool.resources import instruments_dir, templates_dir
from assessment_tool.services.vault import Vault, demonstration_vault
from assessment_tool.web import register_pages
from assessment_tool.web.page_template import PageTemplate
from assessment_tool.web.parts import Parts

LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def create_app(settings: Settings | None = None, hasher: PasswordHasher | None = None) -> Flask:
    """The application, ready to serve; by default with the settings of the environment.

    `hasher` is the password hasher (a test may give a cheaper one). The database must be migrated.
    """
    chosen = settings or Settings.from_environment()
    app = Flask(
        "assessment_tool",
        template_folder=str(templates_dir()),
        static_folder="web/static",
    )
    app.config.update(_flask_settings(chosen))
    app.jinja_env.template_class = PageTemplate
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["parts"] = Parts(
        settings=chosen,
        engine=create_engine_for(chosen.database_url),
        catalogue=Catalogue([instruments_dir(), *chosen.instrument_dirs]),
        hasher=hasher or PasswordHasher(),
        vault=demonstration_vault() if chosen.is_demonstration else Vault(chosen.secret_key),
        printer=pool,
        audit_keys=Keyring(chosen.audit_keys),
    )
    register_pages(app)
    if chosen.trusted_proxies:
        _trust_proxies(app, chosen.trusted_proxies)
    return app


def _trust_proxies(app: Flask, hops: int) -> None:
    """Believe what so many proxies say of whoever connects to them, and of how."""
    believing = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)
    app.wsgi_app = believing  # type: ignore[method-assign]  # this is how Flask is wrapped


def _flask_settings(settings: Settings) -> dict[str, object]:
    """Cookies that only travel over HTTPS, except in a demonstration on this very machine."""
    is_demonstration = settings.is_demonstration
    return {
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": "assessment" if is_demonstration else "__Host-assessment",
        "SESSION_COOKIE_SECURE": not is_demonstration,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "TRUSTED_HOSTS": LOOPBACK_HOSTS if is_demonstration else None,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": True,
    }
