"""What can go wrong with a model. Each message names what was looked for, where, and what to do.

ModelError
├── CheckpointNotFound    no such name, folder or repository
├── CheckpointRefused     it is there, and is not fit to be used: damaged, pickled, wrong kind
└── EngineError           the checkpoint is good, the engine cannot run it here
"""

from __future__ import annotations


class ModelError(Exception):
    """Base; ``str()`` is the whole message."""


class CheckpointNotFound(ModelError):
    """There is no checkpoint under that name."""


class CheckpointRefused(ModelError):
    """The checkpoint must not be used: files missing or damaged, pickles, no English, gibberish."""


class EngineError(ModelError):
    """The engine cannot run here: device, memory, a cache folder that cannot be written."""
