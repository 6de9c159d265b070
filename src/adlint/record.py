"""NamedTuple as typing has it, defined in a third of the time: typing compiles every annotation, which nobody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple

    class _Maker(type):
        def __new__(maker, name, bases, body):
            if not bases:  # the one below, which the others are made from
                return super().__new__(maker, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            values = [body.pop(field) for field in fields if field in body]
            base = namedtuple(name, fields, defaults=values, module=body["__module__"])
            return type(name, (base,), {**body, "__slots__": ()})

    class NamedTuple(metaclass=_Maker):
        """Base of classes whose annotated fields make a tuple; fields with a value may be left out."""
