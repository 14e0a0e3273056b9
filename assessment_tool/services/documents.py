"""Documents that were made: stored byte for byte with their hash, and read back as they are."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, undefer

from assessment_tool.core.permissions import Action, Actor
from assessment_tool.records.assessments import Assessment, Revision
from assessment_tool.records.documents import IssuedDocument
from assessment_tool.services.access import NotFoundError, require
from assessment_tool.services.blinded import refuse_blind
from assessment_tool.services.touched import touch


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A finished PDF and what it was made from and with."""

    kind: str
    title: str
    is_draft: bool
    inputs_json: str
    pdf: bytes
    weasyprint_version: str
    pango_version: str
    application_version: str


def store_document(
    session: Session, actor: Actor, family_id: int, made: MadeDocument, at: datetime
) -> IssuedDocument:
    """Keep a document of a family; its bytes never change from here on."""
    require(session, actor, Action.MAKE_REPORT, family_id, at)
    document = IssuedDocument(
        family_id=family_id,
        kind=made.kind,
        title=made.title,
        is_draft=made.is_draft,
        made_by_id=actor.user_id,
        made_at=at,
        inputs_json=made.inputs_json,
        pdf=made.pdf,
        pdf_sha256=hashlib.sha256(made.pdf).hexdigest(),
        weasyprint_version=made.weasyprint_version,
        pango_version=made.pango_version,
        application_version=made.application_version,
    )
    session.add(document)
    session.flush()
    touch(session, family_id, f"document {document.id}")
    return document


def documents_of(session: Session, actor: Actor, family_id: int, at: datetime) -> list[IssuedDocument]:
    """The family's documents without their bytes, newest first."""
    require(session, actor, Action.READ_FAMILY, family_id, at)
    query = select(IssuedDocument).where(IssuedDocument.family_id == family_id)
    return list(session.scalars(query.order_by(IssuedDocument.id.desc())))


def document(session: Session, actor: Actor, document_id: int, at: datetime) -> IssuedDocument:
    """One document with its bytes, its family and its maker.

    Raises `NotFoundError` unless the family is the actor's to see, and `BlindError` where it may show
    grades that they are to give again without seeing them.
    """
    query = select(IssuedDocument).where(IssuedDocument.id == document_id)
    whole = (
        undefer(IssuedDocument.pdf),
        joinedload(IssuedDocument.family),
        joinedload(IssuedDocument.made_by),
    )
    found = session.scalar(query.options(*whole).execution_options(populate_existing=True))
    if found is None:
        raise NotFoundError("document")
    touch(session, found.family_id, f"document {document_id}")
    try:
        require(session, actor, Action.READ_FAMILY, found.family_id, at)
    except NotFoundError as error:
        raise NotFoundError("document") from error
    refuse_blind(session, actor, _signed_before(session, found))
    return found


def _signed_before(session: Session, found: IssuedDocument) -> Sequence[int]:
    """The family's assessments of which something was signed when the document was made."""
    query = select(Revision.assessment_id).join(Assessment, Assessment.id == Revision.assessment_id)
    signed = Assessment.family_id == found.family_id, Revision.signed_at <= found.made_at
    return session.scalars(query.where(*signed)).all()
