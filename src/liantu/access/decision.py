"""The decision: which classes a reader may see for a purpose, whatever the form of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from liantu.access.classes import CLASSES

#: Classes that may be passed on to anybody: neither what was collected under the Statistics Law, nor what was confided.
_PASSED_ON = frozenset({"public", "internal"})


class Purpose(Enum):
    """What an answer is for."""

    #: To be read in the house.
    ON_SCREEN = "on_screen"
    #: To be carried away, by whomever and in whatever form.
    LEAVING = "leaving"
    #: To go back to the firm or person whose figures they are; of others it may hold only what may be passed on.
    TO_ITS_GIVER = "to_its_giver"


@dataclass(frozen=True)
class Reader:
    """Somebody who reads, and the classes that are open to them in the house."""

    id: str
    classes: frozenset[str]


#: Until sign-in exists: whoever sits at the machine, from whom nothing in the house is hidden.
LOCAL_PERSON = Reader("local", frozenset(CLASSES))


def permitted_classes(reader: Reader, purpose: Purpose) -> frozenset[str]:
    """The classes of row and field that a reader may see for a purpose.

    >>> permitted_classes(LOCAL_PERSON, Purpose.ON_SCREEN) == frozenset(CLASSES)
    True
    >>> sorted(permitted_classes(Reader("guest", frozenset({"public", "secret"})), Purpose.LEAVING))
    ['public']
    """
    return reader.classes & _PASSED_ON if purpose is Purpose.LEAVING else reader.classes
