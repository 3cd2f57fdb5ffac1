"""For a person and for an editor's error list: ``file:line:column: severity: message [check]``."""

from __future__ import annotations

from pipeline.places import Found
from pipeline.report_html import one_line


def render(found: Found) -> str:
    """A line for each finding, as compilers write them; what failed is told on stderr."""
    return "".join(
        one_line(
            f"{f.source.path}:{f.source.line}:{f.source.column or 1}: "
            f"{f.severity.value}: {f.message} [{f.check}]"
        )
        + "\n"
        for file in found.files
        for f in file.findings
    )
