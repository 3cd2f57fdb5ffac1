"""House style: what desks decide differently, and both ways are right.

>>> Style(clock="12").dates
'month-day'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Style:
    """``clock`` is 22:30 or 10:30 p.m.; ``dates`` is May 17 or 17 May."""

    clock: Literal["24", "12"] = "24"
    dates: Literal["month-day", "day-month"] = "month-day"
    spelling: Literal["american", "british"] = "american"


DEFAULT = Style()
