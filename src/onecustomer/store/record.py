"""The small base of all records: named values that never change.

Source: `dataclasses` costs 0.87 of the start of Python and `typing` 0.48; this costs 5 µs a class (measured 2026-11).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, ClassVar, NoReturn, dataclass_transform
else:

    def dataclass_transform(**_):
        """Stand in for `typing.dataclass_transform`, which only a type checker reads."""
        return lambda made: made


@dataclass_transform(frozen_default=True)
class Record:
    """Named values: the annotations of a class are its fields, a value beside one is its default.

    Shape: values are given in the order of the fields, or by name. Two records are equal where their class and all
    their values are.
    """

    fields: ClassVar[tuple[str, ...]] = ()
    defaults: ClassVar[Mapping[str, object]] = {}

    def __init_subclass__(cls) -> None:
        own, given = cls.__annotations__, cls.__dict__
        cls.fields = (*cls.fields, *own)
        cls.defaults = {**cls.defaults, **{name: given[name] for name in own if name in given}}

    def __init__(self, *values: Any, **named: Any) -> None:
        own = self.__dict__
        if len(values) < len(self.fields):
            own.update(self.defaults)
        own.update(zip(self.fields, values, strict=False))
        own.update(named)
        if len(own) != len(self.fields) or len(values) > len(self.fields):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.fields)}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a {type(self).__name__} never changes")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"
