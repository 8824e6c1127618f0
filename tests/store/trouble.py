#!/usr/bin/env python3
"""What a server and the commands do when the disk, the file, the clock or another program is not as it should be.

Each check says what it expects. A check that needs what is not here (root for a small file system, faketime) is skipped by
name; with CI=true in the environment that is a failure.

Usage: trouble.py BINARY [NAME...]     about a minute; the names of checks to run only those
"""

import os
import sys
import traceback

import trouble_damage
import trouble_disk
import trouble_others
import trouble_replaced
from server import end, say, workplace
from trial import Skip, Trial

CHECKS = [*trouble_disk.CHECKS, *trouble_others.CHECKS, *trouble_replaced.CHECKS, *trouble_damage.CHECKS]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    binary, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:]
    faults, skipped = [], []
    for check in CHECKS:
        if wanted and check.__name__ not in wanted:
            continue
        say(f"{check.__name__}: {check.__doc__}")
        with workplace() as folder:
            try:
                check(Trial(binary, folder))
                say("    ok")
            except Skip as reason:
                skipped.append(f"{check.__name__}: {reason}")
                say(f"    !! SKIPPED: {reason}")
            except AssertionError as fault:
                faults.append(f"{check.__name__}: {fault}")
                say(f"    FAULT: {fault}")
            except Exception:  # one that breaks must not hide the others
                faults.append(f"{check.__name__}: {traceback.format_exc(limit=3)}")
    if os.environ.get("CI") == "true":
        faults += skipped
    end(faults)


if __name__ == "__main__":
    main()
