"""The summary for a parent as a frozen value: all that its pages say, in words for a reader of nine.

It tells one carer of their own care alone: what was countersigned, of parts of care that are open to every
party. What anybody typed is left out, but for the parent's own words where the worker who makes the summary
has read and chosen them. The fixed sentences stand here, and a test holds them to their reading age.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment_tool.documents.sentences import listed

WORDS: Mapping[str, str] = {
    "nothing_here": "None of the parts on this page is here now.",
    "unseen": "What we did not see enough of",
    "unseen_lead": "We do not know enough of these parts to say how they are.",
    "old_worry": "We saw this last time too.",
    "also": "This needs to be better too:",
    "changed": "What has changed",
    "first_look": "This was our first look. We need to look again to tell what changes.",
    "see_again": "We need to see it again to be sure.",
    "next": "What happens next",
    "next_lead": "We fill this in with you. It says what will change, who does it, and by when.",
    "what": "What will change",
    "who": "Who does it",
    "when": "By when",
    "yours": "What do you think?",
    "yours_lead": "You can write here what you think of this page.",
    "note": "Please note.",
    "read_in": "Read with you in this language",
    "read_by": "By",
    "read_on": "On this day",
}
"""The fixed words of the page, the same for every parent."""

_ABOUT = (
    "This page tells you what we saw when we looked at your care. It is about your care, and about nobody "
    "else’s. One of us wrote it down, and one of us checked it. Where it says “the carer”, it means you."
)
_IS_NOT = (
    "It does not say who you are, or how much you love your child. It does not say what will come. A part "
    "that goes well does not make a big worry go away."
)
_NOT_ALL = "It does not hold all that we know. That is so for each parent who gets a page like this."
OPENING = (_ABOUT, _IS_NOT, _NOT_ALL)
"""What is said first, whether or not anything is left out."""

_NOT_AGREED = (
    "You can say so at any time. Tell {who} what is not right, and why. You can ask to talk to the head of "
    "the team too."
)
_HELP = (
    "This page is in English. You can have it read to you, or put into the language that you know best. We "
    "find somebody who can do that. Ask {who}."
)
CLOSING = (("If you do not agree", _NOT_AGREED), ("If you want help with this page", _HELP))
"""What is said last, each under its heading."""

VIEW = "What you said, as we wrote it down"
DISAGREEMENT = "Where you do not agree, as we wrote it down"
"""What the parent’s own words stand under: they are often told of them, not by them."""

FAULTY = "We found a fault in the form that we used on {day}. Talk to us before you use this page."
WAITING = "We looked on {day} too. That look is still being checked, so it is not told here."


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the parent can ask."""

    name: str
    post: str

    @property
    def words(self) -> str:
        """Name and post."""
        return f"{self.name} ({self.post})" if self.post else self.name


@dataclass(frozen=True, slots=True)
class Worry:
    """One need that is mostly or never met; `words` describe it, where the instrument's are plain enough."""

    title: str
    words: str
    is_old: bool
    """Whether it was so at the look before."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of care with what worries in it, and the titles of what else needs to be better."""

    title: str
    worries: tuple[Worry, ...]
    others: tuple[str, ...]
    is_met: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of care that are alike in how they are."""

    heading: str
    lead: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One word of change, and the parts that it is said of."""

    word: str
    titles: tuple[str, ...]
    is_unsure: bool


@dataclass(frozen=True, slots=True)
class TheirWords:
    """A text of the parent's own that belongs to the newest look at one child; `key` names it in a form."""

    key: str
    child: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ChildPart:
    """What is told of the care of one child."""

    child: str
    looked: tuple[str, ...]
    groups: tuple[Group, ...]
    unseen: tuple[str, ...]
    changed: tuple[Changed, ...]
    """None where this was the first look."""
    said: tuple[TheirWords, ...]
    """Only what a worker has read and chosen: nothing else that anybody typed gets this far."""


@dataclass(frozen=True, slots=True)
class ParentSummary:
    """The whole summary."""

    family_reference: str
    carer: str
    contact: Contact
    made_at: datetime
    warnings: tuple[str, ...]
    """Of looks that wait to be checked, and of faults in the forms that were used."""
    is_draft: bool
    children: tuple[ChildPart, ...]
    record: str = ""
    """The newest entry of the audit when it was made, as it stands in the foot of every page."""

    @property
    def heading(self) -> str:
        """The first heading."""
        return f"What we saw of your care for {listed([one.child for one in self.children])}"

    @property
    def title(self) -> str:
        """What the document is called in a list."""
        return f"Plain summary for {self.carer}: care for {listed([one.child for one in self.children])}"

    @property
    def opening(self) -> tuple[str, ...]:
        """What is said first."""
        return OPENING

    @property
    def closing(self) -> tuple[tuple[str, str], ...]:
        """Each last heading with its sentences."""
        who = self.contact.words
        return tuple((heading, sentences.format(who=who)) for heading, sentences in CLOSING)
