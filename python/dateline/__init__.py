"""Dateline reads news text into places and journeys.

`parse` reads one text, `annotate` and `annotate_movements` read whole tables of them, and `dateline.spark` does so on a cluster. The
gazetteer and the models are inside the package; nothing is fetched.

>>> import dateline
>>> [mention.name for mention in dateline.parse("Shells fell on Homs on Tuesday.", date="2015-10-07")]
['Homs']
"""

from __future__ import annotations

import datetime
from importlib.metadata import version

from ._dateline import Table, annotate, schema
from ._dateline import parse as _parse
from ._records import Mention, Movement, Parsed

__all__ = ["Mention", "Movement", "Parsed", "Table", "annotate", "annotate_movements", "parse", "schema"]
__version__ = version("dateline")


def parse(
    text: str,
    *,
    date: str | datetime.date | None = None,
    title: str | None = None,
    source: str | None = None,
    language: str | None = None,
) -> Parsed:
    """Read one text.

    The text is plain, and offsets count its characters. `date` is the day of publication, which "on Tuesday" is told by; without it
    such words name no day. `source` may tell where a paper is at home ("Houston Chronicle"), and `language` is a tag such as `de`, told
    from the text where it is left out.

    Raises `ValueError` where the date is none or the text is larger than 64 MiB. Costs a second for some megabytes, and other threads
    go on meanwhile.

    >>> dateline.parse("Troops left Homs for Idlib on 7 October 2015.").movements[0].destination
    'Idlib'
    """
    if isinstance(date, datetime.date):
        date = date.isoformat()
    return Parsed(_parse(text, date=date, title=title, source=source, language=language))


def annotate_movements(
    table: object,
    *,
    text: str | None = None,
    date: str | None = None,
    id: str | None = None,
    title: str | None = None,
    threads: int | None = None,
) -> Table:
    """Read every text of a table, as `annotate` does, and return its journeys.

    They are those that single texts tell of; nothing is joined over texts.
    """
    return annotate(table, text=text, date=date, id=id, title=title, movements=True, threads=threads)
