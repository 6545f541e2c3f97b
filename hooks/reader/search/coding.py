"""Numbers as printable characters, which a host's compression packs as well as bytes and a script can hold.

A number below 64 is one of the first 64 digits. A greater one begins with its 64s in the base of the other 27 digits.
"""

# The printable characters of ASCII but those that JSON or HTML would have to escape.
DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\<')
LOW, HIGH = DIGITS[:64], DIGITS[64:]


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


# Nearly all numbers of an index are small: 4096 codes at hand make writing it three times as fast.
CODES = [code(number) for number in range(4096)]


def codes(numbers: list[int]) -> str:
    return "".join([CODES[number] if number < 4096 else code(number) for number in numbers])
