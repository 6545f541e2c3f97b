"""Numbers as printable characters, which a script can hold and a host's compression packs nearly as well as bytes.

In `codes` every number has characters of its own: a number below 64 is one digit; a greater one begins with its 64s in
the base of 27 further digits. In `Bits` numbers are bits and a digit holds six of them, the first the highest: what
is read in one go, and is near what it can be packed to at best.
"""

from base64 import b64encode
from functools import cache
from string import ascii_letters, digits

# The printable characters of ASCII but those that JSON or HTML would have to escape.
DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\<')
LOW, HIGH = DIGITS[:64], DIGITS[64:]
_OURS = bytes.maketrans((ascii_letters[26:] + ascii_letters[:26] + digits + "+/").encode(), LOW.encode())


def code(number: int) -> str:
    """Write a number, which must not be negative."""
    if number < 64:
        return LOW[number]
    high, low = divmod(number, 64)
    text = LOW[low]
    while high:
        high, digit = divmod(high, len(HIGH))
        text = HIGH[digit] + text
    return text


def codes(numbers: list[int]) -> str:
    return "".join(map(code, numbers))


def rice(number: int, low: int) -> str:
    """Write a number as bits: as many ones as it has times 2 to the power of `low`, a nought, and its `low` last bits.

    This is Rice's code: nothing is shorter for distances that fall as they will and are about 2 to the power of `low`.
    """
    high = "1" * (number >> low) + "0"
    return f"{high}{number & ((1 << low) - 1):0{low}b}" if low else high


@cache
def rices(low: int) -> list[str]:
    """The first of these codes, at hand: nearly all numbers of an index are small."""
    return [rice(number, low) for number in range(8 << min(low, 9))]


def lowest(numbers: int, chosen: int) -> int:
    """The `low` that suits the distances between `chosen` of so many numbers: their mean times ln 2."""
    return max(0, (numbers * 7 // (chosen * 10)).bit_length() - 1)


def packed(bits: str) -> str:
    """Write bits in digits, six in each."""
    length = -(-len(bits) // 6)
    whole = -(-len(bits) // 24)
    data = int(bits.ljust(24 * whole, "0") or "0", 2).to_bytes(3 * whole, "big")
    return b64encode(data).translate(_OURS).decode()[:length]
