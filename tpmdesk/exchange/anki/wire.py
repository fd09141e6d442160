"""Protocol Buffers on the wire, as far as Anki's packages need them.

Source: protobuf.dev/programming-guides/encoding. A message read is a dict from field number to
the values met for it: ints for varints and fixed ones, bytes for the rest.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

Message = dict[int, list[int | bytes]]
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_WORD = (1 << 64) - 1


class WireError(ValueError):
    """The bytes are no message."""


def read(data: bytes) -> Message:
    """The fields of a message."""
    message: Message = {}
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        value, at = _value(data, at, key & 7)
        message.setdefault(key >> 3, []).append(value)
    return message


def number(message: Message, field: int, default: int = 0) -> int:
    """A whole number, as the signed 64-bit one that it is for Anki."""
    value = message.get(field, [default])[-1]
    if not isinstance(value, int):
        return default
    return value - (1 << 64) if value >> 63 else value


def text(message: Message, field: int) -> str:
    """A string; what is no UTF-8 in it is replaced."""
    return octets(message, field).decode("utf-8", "replace")


def octets(message: Message, field: int) -> bytes:
    """The bytes of a string, or of a message within."""
    value = message.get(field, [b""])[-1]
    return value if isinstance(value, bytes) else b""


def several(message: Message, field: int) -> Iterable[bytes]:
    """The messages of a repeated field."""
    return (value for value in message.get(field, ()) if isinstance(value, bytes))


def write(fields: Iterable[tuple[int, int | str | bytes]]) -> bytes:
    """A message of these fields, in order; 0 and "" are left out, being what is assumed."""
    return b"".join(_field(number, value) for number, value in fields if value)


def _field(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return _packed(number << 3 | _VARINT) + _packed(value & _WORD)
    data = value.encode() if isinstance(value, str) else value
    return _packed(number << 3 | _BYTES) + _packed(len(data)) + data


def _packed(value: int) -> bytes:
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    made.append(value)
    return bytes(made)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        value |= (data[at] & 0x7F) << shift
        at += 1
        if data[at - 1] < 0x80:
            return value & _WORD, at
    raise WireError("a number does not end")


def _value(data: bytes, at: int, kind: int) -> tuple[int | bytes, int]:
    if kind == _VARINT:
        return _varint(data, at)
    if kind == _BYTES:
        length, at = _varint(data, at)
        return _cut(data, at, length), at + length
    if kind == _FIXED64:
        return int(struct.unpack("<Q", _cut(data, at, 8))[0]), at + 8
    if kind == _FIXED32:
        return int(struct.unpack("<I", _cut(data, at, 4))[0]), at + 4
    raise WireError("an unknown kind of field")


def _cut(data: bytes, at: int, length: int) -> bytes:
    if at + length > len(data):
        raise WireError("a field reaches past the end")
    return data[at : at + length]
