"""An assessment in another language: begun where it is offered, kept as asked, scored as it was written."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessment_tool.core.responses import Response
from assessment_tool.definitions.catalogue import Catalogue
from assessment_tool.definitions.life import Decision, withdraw
from assessment_tool.definitions.wording import text_sha256
from assessment_tool.records import reading
from assessment_tool.services.assessments.restart import plan_restart, restart_in
from assessment_tool.services.assessments.start import CannotStartError
from assessment_tool.services.languages import NotInLanguageError, in_every_language, in_language
from assessment_tool.services.trends import Trend, trend_of
from assessment_tool.services.version_life import affected_by
from tests.published import in_two_languages, in_version_2, offer_in_welsh, published_beside
from tests.services.case import Case
from tests.web.family import AT

ANSWERS = {
    "bedtime": Response(value="2", evidence="Seen at eight."),
    "waking": Response(value="yes"),
    "hours": Response(value="9"),
}
WELSH = "A oes amser gwely?"
DECISION = Decision("A. Lead", AT.date(), "A wrong word.", approved_by="B. Lead")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return in_two_languages(tmp_path / "instruments")


@pytest.fixture
def bilingual(sqlite_case: Case, folder: Path) -> Case:
    return replace(sqlite_case, catalogue=Catalogue([folder]))


def begun(case: Case, language: str = "cy") -> int:
    return case.start(replace(case.wanted("translated"), language=language))


def signed(case: Case, language: str, observed_on: date) -> int:
    draft = begun(case, language)
    case.save(draft, ANSWERS)
    case.summarise(draft, observed_from=None, observed_on=observed_on)
    case.sign(draft)
    return draft


def trend(case: Case) -> Trend:
    wanted = case.wanted("translated")
    with case.acting() as (session, actor):
        return trend_of(
            session, actor, wanted.family_id, "translated", wanted.child_id, catalogue=case.catalogue, at=AT
        )


def mistranslated(folder: Path) -> None:
    file = folder / "translated" / "lang" / "cy.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace(WELSH, "Pryd mae amser gwely?"), encoding="utf-8"
    )


def afresh(folder: Path, case: Case) -> Case:
    return replace(case, catalogue=Catalogue([folder]))


def newer(folder: Path) -> None:
    published_beside(folder, in_version_2(folder, "translated", ('title: "The night"', 'title: "Nights"')))


def offer_in_welsh_anew(folder: Path) -> None:
    """Translate the one title that the newer version has in other words, and publish that."""
    file = folder / "translated" / "lang" / "cy.yaml"
    before, after = text_sha256("The night"), text_sha256("Nights")
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    offer_in_welsh(folder, "2.0.0")


def test_it_is_begun_in_the_chosen_language_and_else_as_it_was_written(bilingual: Case) -> None:
    welsh, english, unsaid = (bilingual.opened(begun(bilingual, one)).instrument for one in ("cy", "en", ""))
    assert (welsh.language, welsh.items["bedtime"].title) == ("cy", WELSH)
    assert (english.language, unsaid.language) == ("en", "en")
    assert welsh.translation is not None
    assert welsh.translation.by_whom == "Welsh (translated by A. Cyfieithydd, checked by B. Darllenydd)"


@pytest.mark.parametrize("language", ["fr", "../cy", "CY"])
def test_a_language_in_which_it_is_not_offered_is_refused_in_words(bilingual: Case, language: str) -> None:
    with pytest.raises(CannotStartError, match="is not offered in") as refused:
        begun(bilingual, language)
    assert refused.value.field == "language"


def test_a_translation_that_is_not_as_it_was_published_is_refused_and_what_was_begun_goes_on(
    bilingual: Case, folder: Path
) -> None:
    draft = begun(bilingual)
    mistranslated(folder)
    now = afresh(folder, bilingual)
    with pytest.raises(CannotStartError, match="not offered in Welsh"):
        begun(now)
    assert now.opened(draft).instrument.items["bedtime"].title == WELSH
    now.save(draft, ANSWERS)
    now.summarise(draft)
    now.sign(draft)
    assert now.opened(draft).instrument.items["bedtime"].title == WELSH


def test_a_mended_translation_is_for_what_begins_afterwards(bilingual: Case, folder: Path) -> None:
    before = begun(bilingual)
    mistranslated(folder)
    offer_in_welsh(folder, "1.0.0")
    after = begun(bilingual)
    titles = [bilingual.opened(one).instrument.items["bedtime"].title for one in (before, after)]
    assert titles == [WELSH, "Pryd mae amser gwely?"]


def test_an_amendment_goes_on_in_the_words_that_were_signed(bilingual: Case, folder: Path) -> None:
    first = signed(bilingual, "cy", date(2026, 2, 1))
    mistranslated(folder)
    amendment = afresh(folder, bilingual).amend(first)
    assert bilingual.opened(amendment).instrument.items["bedtime"].title == WELSH


def test_the_signature_vouches_for_the_words_in_which_it_was_asked(bilingual: Case) -> None:
    first = bilingual.revision(signed(bilingual, "cy", date(2026, 2, 1)))
    offered = in_every_language(bilingual.catalogue, bilingual.catalogue.find("translated", "1.0.0"))
    assert first.definition_sha256 == offered["cy"].sha256 != offered["en"].sha256


def test_a_trend_joins_what_was_asked_in_two_languages_and_is_told_as_it_was_written(bilingual: Case) -> None:
    signed(bilingual, "en", date(2026, 1, 5))
    signed(bilingual, "cy", date(2026, 2, 5))
    found = trend(bilingual)
    [series] = found.series("total")
    assert (len(series.points), series.breaks) == (2, ())
    assert (found.instrument.language, found.instrument.scales[0].title) == ("en", "The total")


def test_a_fault_found_in_the_version_is_told_once_of_all_that_was_asked_in_any_language(
    bilingual: Case, folder: Path
) -> None:
    made = [signed(bilingual, language, date(2026, 1, 5)) for language in ("en", "cy")]
    withdraw(folder, "translated", "1.0.0", DECISION)
    [(withdrawal, doubtful)] = trend(bilingual).withdrawn
    assert withdrawal.version == "1.0.0"
    assert [one.revision.id for one in doubtful] == made
    with reading(bilingual.engine) as session:
        assert [one.revision_id for one in affected_by(session, "translated", "1.0.0")] == made


def test_a_draft_restarts_in_its_language_where_the_newer_version_is_offered_in_it(
    bilingual: Case, folder: Path
) -> None:
    draft = begun(bilingual)
    bilingual.save(draft, ANSWERS)
    newer(folder)
    offer_in_welsh_anew(folder)
    now = afresh(folder, bilingual)
    with now.acting() as (session, actor):
        new = restart_in(session, actor, now.catalogue, draft, version="2.0.0", at=AT).id
    opened = now.opened(new)
    assert (opened.instrument.version, opened.instrument.language) == ("2.0.0", "cy")
    assert set(opened.to_confirm) == set(ANSWERS)


def test_a_draft_restarts_as_the_newer_version_was_written_where_that_is_not_offered_in_its_language(
    bilingual: Case, folder: Path
) -> None:
    draft = begun(bilingual)
    bilingual.save(draft, ANSWERS)
    newer(folder)
    now = afresh(folder, bilingual)
    with now.acting() as (session, actor):
        definition, plan = plan_restart(session, actor, now.catalogue, now.opened(draft), AT)
    assert (definition.instrument.version, definition.instrument.language) == ("2.0.0", "en")
    assert set(plan.carried) == set(ANSWERS)


def test_a_version_is_in_the_language_that_is_wanted_or_refused(bilingual: Case) -> None:
    source = bilingual.catalogue.find("translated", "1.0.0")
    assert list(in_every_language(bilingual.catalogue, source)) == ["en", "cy"]
    assert in_language(bilingual.catalogue, source, "") is source
    with pytest.raises(NotInLanguageError, match="not offered in Polish"):
        in_language(bilingual.catalogue, source, "pl")
