"""Numbers inside an address, as ``/history/{number:number}``: what is no number of ours is no address."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor

#: As a pattern of an address names it.
NAME = "number"
#: Nine digits: every change and page has one, and every database and library takes it.
LARGEST = 999_999_999


class WholeNumberConvertor(Convertor[int]):
    """A whole number of at most nine digits. Starlette's own takes any, and fails where it is read or looked up."""

    regex = "[0-9]{1,9}"

    def convert(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_string(self, value: int) -> str:
        """How it stands in an address."""
        return str(value)


register_url_convertor(NAME, WholeNumberConvertor())
