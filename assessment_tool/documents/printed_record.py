"""Reading back the record number that is printed in the foot of a document, from the file's own metadata."""

import re
import zlib
from collections.abc import Iterator
from html import unescape

from assessment_tool.core.audit_anchor import Anchor, printed_anchor

_STREAM = re.compile(rb"\bstream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_KEYWORDS = re.compile(rb"<pdf:Keywords>([^<]*)</pdf:Keywords>")


def printed_record(pdf: bytes, name: str) -> Anchor:
    """The anchor that the file carries; raises `NoAnchorError` for a file that has none, or several.

    The number stands in the file's keywords too, which are XML in a stream of their own: no reader of PDF is
    needed to find it.
    """
    keywords = b" ".join(one for stream in _streams(pdf) for one in _KEYWORDS.findall(stream))
    return printed_anchor(unescape(keywords.decode("utf-8", "replace")), name)


def _streams(pdf: bytes) -> Iterator[bytes]:
    """What the file's streams hold, packed or not."""
    for packed in _STREAM.findall(pdf):
        try:
            yield zlib.decompressobj().decompress(packed)
        except zlib.error:
            yield packed
