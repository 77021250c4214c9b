"""Random cases of decimal arithmetic with their answers by Python's decimal and fractions modules.

One case a line: operation, arguments, answer, with tabs between them; an answer of "-" means that there is no exact
answer that fits (at most 18 digits after the point, a 63-bit mantissa). The same seed gives the same cases.

    python3 decimal_cases.py 8170 100000
"""

import random
import sys
from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, getcontext
from fractions import Fraction

getcontext().prec = 80
LARGEST = 2**63 - 1
# Rounding errors occur at fives, zeros and nines, so these are drawn more often.
POOL = "0123456789000555555999"
WIDE = str.maketrans("0123456789.+-eE", "０１２３４５６７８９．＋－ｅＥ")
RAISED = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")
SPACES = ["", "", "", " ", "\u00a0", "\u3000", "\u2009 ", "\ufeff"]
MINUS = ["-", "−", "－", "–", "﹣"]
UNITS = [
    {"%": "1/100", "‰": "1/1000", "g/kg": "1/1000", "mg/kg": "1/1000000", "µg/kg": "1/1000000000", "mg/g": "1/1000"},
    {"km": "1000", "m": "1", "cm": "1/100", "mm": "1/1000", "µm": "1/1000000"},
    {"s": "1", "min": "60", "h": "3600", "ms": "1/1000"},
    {"L/min": "1/60", "mL/min": "1/60000", "L/h": "1/3600", "m3/h": "1/3.6"},
    {"Wh": "3600", "kWh": "3600000", "J": "1", "kJ": "1000"},
    {"km/h": "1/3.6", "m/s": "1"},
    {"mPa": "1/1000", "Pa": "1", "kPa": "1000", "MPa": "1000000"},
    {"kN": "1000", "N": "1", "mN": "1/1000"},
    {"mg/L": "1", "µg/L": "1/1000", "g/L": "1000"},
]


def factor(text):
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below or 1)


def digits(low, high):
    return "".join(random.choice(POOL) for _ in range(random.randint(low, high)))


def number(front=7, back=8):
    whole, behind = digits(1, front), digits(0, back)
    return random.choice(["", "", "-"]) + whole + ("." + behind if behind else "")


def text(value):
    """The digits of a Decimal, without an exponent, and without the sign of a zero."""
    return format(abs(value) if value == 0 else value, "f")


def exact(fraction):
    """A fraction as a decimal number that fits, or "-"."""
    for scale in range(19):
        mantissa = fraction * 10**scale
        if mantissa.denominator == 1:
            return text(Decimal(mantissa.numerator).scaleb(-scale)) if abs(mantissa) <= LARGEST else "-"
    return "-"


def read():
    sign, _, unsigned = (value := number(6, 6)).rpartition("-")
    minus = random.choice(MINUS) if "-" in value else random.choice(["", "", "+", "＋"])
    exponent = random.randint(-6, 6)
    form = random.randrange(5)
    if form == 0:
        written, answer = unsigned, Decimal(value)
    elif form == 1:
        written, answer = unsigned.translate(WIDE), Decimal(value)
    else:
        answer = Decimal(value).scaleb(exponent)
        if form == 2:
            written = f"{unsigned}{random.choice('eE')}{exponent}"
        elif form == 3:
            written = f"{unsigned}×10" + str(exponent).translate(RAISED)
        else:
            written = f"{unsigned} {random.choice('x×X*')} 10^{exponent}"
    return [random.choice(SPACES) + minus + written + random.choice(SPACES)], text(answer)


def round_to_scale():
    value, places = number(), random.randint(0, 8)
    return [value, str(places)], text(Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN))


def round_to_unit():
    value, exponent = number(9, 5), random.randint(-6, 8)
    return [value, str(exponent)], text(Decimal(value).quantize(Decimal(1).scaleb(exponent), ROUND_HALF_EVEN))


def round_to_significant():
    value, count = number(6, 6), random.randint(1, 9)
    rounded = Context(prec=count, rounding=ROUND_HALF_EVEN).plus(Decimal(value))
    if rounded == 0:
        return [value, str(count)], text(Decimal(value))
    last = rounded.adjusted() - count + 1
    return [value, str(count)], text(rounded.quantize(Decimal(1).scaleb(min(last, 0))))


def round_to_interval():
    value = number(7, 6)
    step = Decimal(random.choice([1, 2, 5])).scaleb(random.randint(-4, 4))
    count = (Fraction(value) / Fraction(step)).__round__()  # half to even
    return [value, text(step)], text(count * step)


def round_marked():
    value, mark, places = number(6, 6), random.choice(["(+)", "(-)"]), random.randint(0, 7)
    if Decimal(value) == 0:
        value = "16.5"
    way = ROUND_HALF_UP if mark == "(+)" else ROUND_HALF_DOWN
    return [value + mark, str(places)], text(Decimal(value).quantize(Decimal(1).scaleb(-places), way))


def near(value):
    """The same number, one that differs in a digit, one with more zeros, or any other."""
    kind = random.randrange(4)
    if kind == 0:
        return value
    if kind == 1:
        return text(Decimal(value) + Decimal(random.choice([1, -1])).scaleb(-random.randint(0, 8)))
    return value + ("0" if "." in value else ".0") if kind == 2 else number()


def compare():
    left = number()
    right = near(left)
    return [left, right], str(int(Decimal(left).compare(Decimal(right))))


def limit():
    value, mode = number(3, 5), random.choice(["full", "rounded"])
    places = random.randint(0, 4)
    bounds = sorted((Decimal(near(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN) for _ in range(2)))
    ends = [(None if random.random() < 0.3 else bound, random.choice("01")) for bound in bounds]
    permitted = True
    for (bound, inclusive), below in zip(ends, (True, False)):
        if bound is None:
            continue
        compared = Decimal(value)
        if mode == "rounded":
            compared = compared.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
        if compared == bound:
            permitted = permitted and inclusive == "1"
        else:
            permitted = permitted and (compared > bound) == below
    shown = [part for bound, inclusive in ends for part in ("-" if bound is None else text(bound), inclusive)]
    # A limit needs at least one end.
    answer = "-" if all(bound is None for bound, _ in ends) else str(int(permitted))
    return [value, mode, *shown], answer


def convert():
    value, units = number(9, 9), random.choice(UNITS)
    source, target = random.choice(list(units)), random.choice(list(units))
    return [value, source, target], exact(Fraction(value) * factor(units[source]) / factor(units[target]))


def add():
    left, right = number(9, 9), number(9, 9)
    return [left, right], exact(Fraction(left) + Fraction(right))


def multiply():
    left, right = number(9, 6), number(3, 6)
    return [left, right], exact(Fraction(left) * Fraction(right))


CASES = [
    read, round_to_scale, round_to_unit, round_to_significant, round_to_interval, round_marked, compare, limit, convert,
    add, multiply,
]


def main():
    random.seed(int(sys.argv[1]))
    for index in range(int(sys.argv[2])):
        case = CASES[index % len(CASES)]
        arguments, answer = case()
        sys.stdout.write("\t".join([case.__name__, *arguments, answer]) + "\n")


main()
