"""Members of staff, their sign-ins, and the attempts by which guessing is slowed down."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessment_tool.core.permissions import Role
from assessment_tool.records.base import Base, Kept, Numbered, kept
from assessment_tool.records.column_types import OneOf


class User(Numbered, Base):
    """A member of staff who can sign in; leavers are made inactive, never deleted."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("username = lower(username) AND username <> ''", name="username_lower_case"),
        kept(Kept.FOR_EVER),
    )

    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(OneOf(Role))
    post: Mapped[str]
    password_hash: Mapped[str]
    registration_number: Mapped[str | None]
    register_checked_on: Mapped[date | None]
    registration_expires_on: Mapped[date | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class SignIn(Numbered, Base):
    """One signed-in browser; the cookie holds the token, the database only its SHA-256.

    It opens nothing before the second factor was shown; `factor_at` is when that was last.
    What the browser calls itself and where it was are for its person, who sees their sessions and ends them.
    """

    __tablename__ = "sign_ins"
    __table_args__ = (kept(Kept.FOR_A_WHILE),)

    token_sha256: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    factor_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(default="", server_default=text("''"))
    address: Mapped[str] = mapped_column(default="", server_default=text("''"))

    user: Mapped[User] = relationship(lazy="raise")


class SignInAttempt(Numbered, Base):
    """One try at a password or a code; the name is hashed, since people type passwords into the wrong box.

    So is the address it came from, since that is nobody's business either: it is only ever counted.
    """

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index(None, "username_key", "at"),
        Index(None, "address_key", "at"),
        kept(Kept.FOR_A_WHILE),
    )

    username_key: Mapped[str]
    address_key: Mapped[str] = mapped_column(default="", server_default=text("''"))
    at: Mapped[datetime]
    succeeded: Mapped[bool]
