#!/usr/bin/env python3
"""Writes a synthetic dump in the form of GeoNames' allCountries.txt, to measure imports with.

usage: synthetic_dump.py ROWS > dump.txt

As many names a place, of such lengths and in such scripts, as the real dump has; the same ROWS give the same bytes. One row in
100,000 is damaged.
"""

import random
import sys

SYLLABLES = "ka ro mi ta len do su bar qua fi ne ghu za al yer po sha tin ur ek vo lma drin oth ji".split()
ARABIC = "حم ص دم شق لا ذق ية طر طو س".split()
KINDS = [("P", "PPL", 40), ("H", "STM", 18), ("T", "HLL", 12), ("S", "SCH", 14), ("A", "ADM3", 6), ("L", "LCTY", 6), ("V", "FRST", 4)]
COUNTRIES = "SY US CN IN BR RU FR DE ID MX NG TR IR EG PK".split()


def word(rng, syllables):
    return "".join(rng.choices(syllables, k=rng.randint(2, 4)))


def name(rng):
    words = rng.choices((1, 2, 3), weights=(60, 32, 8))[0]
    return " ".join(word(rng, SYLLABLES).capitalize() for _ in range(words))


def rows(count):
    rng = random.Random(12)
    kinds, weights = [(c, f) for c, f, _ in KINDS], [w for *_, w in KINDS]
    for number in range(1, count + 1):
        if number % 100_000 == 0:
            yield f"{number}\tdamaged row"
            continue
        own = name(rng)
        others = [name(rng) for _ in range(rng.choices((0, 1, 2, 6), weights=(55, 25, 15, 5))[0])]
        if rng.random() < 0.1:
            others.append(word(rng, ARABIC))
        feature_class, code = rng.choices(kinds, weights)[0]
        population = int(rng.paretovariate(0.9) * 50) if feature_class == "P" and rng.random() < 0.1 else 0
        yield "\t".join((
            str(20_000_000 + number), own, own, ",".join(others), f"{rng.uniform(-60, 75):.5f}", f"{rng.uniform(-180, 180):.5f}",
            feature_class, code, rng.choice(COUNTRIES), "", f"{rng.randint(1, 40):02}", str(rng.randint(1, 3000)), "", "",
            str(population), "", "100", "Etc/UTC", "2024-01-01",
        ))


def main(arguments):
    if len(arguments) != 1 or not arguments[0].isdigit():
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        for row in rows(int(arguments[0])):
            sys.stdout.write(row + "\n")
    except BrokenPipeError:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
