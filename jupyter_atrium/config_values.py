# Copyright (c) Atrium contributors.
# Distributed under the terms of the Modified BSD License.
"""Adds to values of a traitlets configuration without losing what is there or still comes.

A value is unset, plain, or lazy: a list of additions that is joined to a value known later, perhaps from another
file. Reading a lazy value would freeze it, and assigning a plain one would replace what other files set, so additions
to unset and lazy values stay lazy.
"""

from traitlets.config import Config
from traitlets.config.loader import LazyConfigValue


def is_set(section, name):
    """Whether a section holds a value of this name, plain or lazy."""
    return dict.__contains__(section, name)


def is_lazy(section, name):
    """Whether additions to this value join what another section or file sets."""
    return isinstance(getattr(section, name), LazyConfigValue)


def items(section, name):
    """Lists what a value holds, as far as this file can know."""
    value = getattr(section, name)
    if not isinstance(value, LazyConfigValue):
        return list(value)
    inserted = [item for _, item in value._inserts]
    return [*value._prepend, *inserted, *value._extend, *(value._update or ())]


def add_items(section, name, added):
    """Adds to a list those items that are not in it."""
    present = items(section, name)
    missing = [item for item in added if item not in present]
    value = getattr(section, name)
    if isinstance(value, (tuple, set, frozenset)):
        setattr(section, name, type(value)([*value, *missing]))
    else:
        value.extend(missing)


def add_to_set(section, name, added):
    """Adds items to a set; one that was given as a list is taken as it is."""
    value = getattr(section, name)
    if isinstance(value, (LazyConfigValue, set)):
        value.update(set(added))
    else:
        add_items(section, name, added)


def add_keys(section, name, added):
    """Adds to a dict those keys that are not in it."""
    value = getattr(section, name)
    present = (value._update or {}) if isinstance(value, LazyConfigValue) else value
    value.update({key: item for key, item in added.items() if key not in present})


def find_named(section, name, wanted):
    """Finds, in a list of dicts, the one with a name; None if this file does not know it."""
    return next((item for item in items(section, name) if item.get("name") == wanted), None)


def sections(c, suffix):
    """Lists the sections for classes whose name ends so, that of the base class included."""
    names = {name for name in c if isinstance(c[name], Config) and name.endswith(suffix)}
    return [c[name] for name in sorted({suffix, *names})]
