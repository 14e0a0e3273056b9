"""Where the words of a translated instrument come from."""

from dataclasses import dataclass

from assessment_tool.core.languages import language_name


@dataclass(frozen=True, slots=True)
class Translation:
    """Where the words of a form come from: the version that they translate, and who answers for them."""

    source_sha256: str
    """By it the version is known in the registry."""
    language: str
    translator: str
    checked_by: str

    @property
    def name(self) -> str:
        """What the language is called."""
        return language_name(self.language)

    @property
    def by_whom(self) -> str:
        """The language and the two people: Welsh (translated by A. Jones, checked by B. Lee)."""
        people = f"translated by {self.translator}, checked by {self.checked_by}"
        return f"{self.name} ({people})"
