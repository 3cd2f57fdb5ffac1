"""What a desk asked of a run beside the English: its own severities, what it accepts, a format."""

from __future__ import annotations

from dataclasses import replace

from pipeline import accept
from pipeline.formats import FORMATS
from pipeline.outcome import Outcome
from pipeline.places import English, FileFindings, Found, locate
from pipeline.settings import Settings


class Desk:
    """Judges the outcomes of a run one by one, and remembers their findings for a format.

    ``format`` is a key of FORMATS, None where nothing is to be printed. Raises UsageError when the
    file of accepted findings cannot be used.
    """

    def __init__(self, settings: Settings, format: str | None) -> None:
        file = settings.suppressions
        self._suppressions = accept.load(file) if file else ()
        self._severities, self._fail_on = settings.severities, settings.fail_severity
        self._format = format
        self._files: list[FileFindings] = []
        self._covering: set[accept.Suppression] = set()
        self._needed: set[accept.Suppression] = set()
        self._whole = True

    def judged(self, outcome: Outcome, english: English | None = None) -> Outcome:
        """The outcome with its findings as the desk sees them; ``english`` as for ``locate``."""
        if outcome.article is None:
            self._whole = False
        else:
            graded = accept.apply(outcome.article, self._severities, ())
            self._covering.update(s for s in self._suppressions if s.covers(graded))
            self._needed |= accept.needed(graded, self._suppressions)
            outcome = replace(outcome, article=accept.apply(graded, {}, self._suppressions))
        if self._format:
            self._files.append(locate(outcome, english))
        return outcome

    def warnings(self, *, interrupted: bool = False) -> list[str]:
        """The accepted findings that no longer occur; none said of a run that left something out.

        An entry for articles that were not in the run is no concern of it.
        """
        if interrupted or not self._whole:
            return []
        return [
            f"{s.place} no longer applies: {s.check} finds nothing there; remove it"
            for s in self._suppressions
            if s in self._covering and s not in self._needed
        ]

    def rendered(self, warnings: list[str]) -> str:
        """What was found, in the format asked for; empty where none was."""
        if not self._format:
            return ""
        return FORMATS[self._format](Found(self._files, self._fail_on, warnings))
