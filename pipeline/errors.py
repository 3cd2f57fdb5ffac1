"""Everything that can go wrong on purpose.

    NordwireError            a message for the user: what, where, what to do next
    ├── UsageError           the command line or a settings file asks for something impossible
    ├── InputError           one article cannot be read or written; the others go on
    └── ModelRunError        the engine failed on text it should have translated

``models`` has a tree of its own (``models.errors.ModelError``), since it imports nothing from here.
"""

from __future__ import annotations


class NordwireError(Exception):
    """Base of what Nordwire raises on purpose; ``str()`` is the whole message."""


class UsageError(NordwireError):
    """The command line, or a settings file, asks for something impossible."""


class InputError(NordwireError):
    """One article cannot be read or written. The message names the file and the place in it."""


class ModelRunError(NordwireError):
    """The engine failed on text that it should have translated."""
