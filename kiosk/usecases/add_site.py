"""Adding a site: a second place of the clinic, or one more."""

from __future__ import annotations

from ..clinic import OF_SITE
from ..store import Refused, Store, sites


def add_site(store: Store, name: str, by: str) -> str:
    """A site of this name, in use from now on; its id. Raises Refused where the name will not do.

    Undone like any other change of a setting: the site is retired then.
    """
    if wrong := OF_SITE["site_name"].wrong(name, {}):
        raise Refused("site_name", wrong)
    with store.writing() as tx:
        return sites.add(tx, name, by)
