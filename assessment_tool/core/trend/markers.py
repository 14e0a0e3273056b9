"""Letters for the events beside a trend: A to Z, then AA, AB and so on."""

from string import ascii_uppercase


def letter(place: int) -> str:
    """The letter of the event at a place, counted from 0: 0 is A, 25 is Z, 26 is AA."""
    rounds, rest = divmod(place, len(ascii_uppercase))
    return (letter(rounds - 1) if rounds else "") + ascii_uppercase[rest]
