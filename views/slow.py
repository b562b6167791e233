"""The methods whose libraries take long to import: asked for once, before a reader needs them."""

from importlib import import_module

SLOW = ("methods.change_point", "methods.discoveries", "methods.monotone", "methods.seasonality")


def import_slow() -> None:
    """Imports them; whoever needs one meanwhile waits for it."""
    for name in SLOW:
        import_module(name)
