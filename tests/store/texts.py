"""Reports of made-up news about real towns: the same numbers give the same reports, here and everywhere."""

import os
import random
import re

# Two words that are one name, as they stand in the list.
PAIRS = ("Bandar Abbas|Port Said|El Obeid|Port Sudan|Wad Madani|El Fasher|Addis Ababa|Dire Dawa|Cape Town|Da Nang|"
         "Can Tho|Chiang Mai|Buenos Aires|La Paz|Sao Paulo|Porto Alegre|Mexico City|Quebec City")

SENTENCES = (
    "Heavy rain flooded the market of {0} on Monday, and the road to {1} was closed.",
    "The governor of {0} said that schools would open again in a week.",
    "Engineers repaired the water main in {0} after two days of work.",
    "A strike of bus drivers in {0} left thousands of people on foot.",
    "Doctors in {0} treated 24 people for burns after a fire at a warehouse.",
    "The mayor met traders from {0} and {1}, who asked for lower fees.",
    "Farmers near {0} expect a poor harvest of wheat this year.",
    "{2} trucks drove from {0} to {1} on {3} March 2016 with tents and flour.",
    "Police in {0} arrested three men who had sold false passports.",
    "Power failed in {0} for six hours, the company said.",
    "A new railway bridge was opened in {0}, and trains to {1} will run from May.",
    "The court in {0} put off the trial until the autumn.",
    "Shelling hit two houses in {0} in the night, a resident said.",
    "Volunteers from {0} planted 4,000 trees along the river.",
    "The hospital of {0} ran out of blood and asked {1} for help.",
    "Prices of bread doubled in {0} within a month.",
    "An aftershock was felt in {0}, but nobody was hurt.",
    "Fishermen at {0} found the boat that had been missing since Friday.",
)


# Journeys are rarer than other news: one in some seventy mentions, as in the bundled reports.
WEIGHTS = [1 if "drove from" in sentence else 3 for sentence in SENTENCES]


def neighbours():
    """The towns of the list beside this file; those of a line lie in one part of the world, or nearly so."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "towns.txt"), encoding="utf-8") as lines:
        return [re.findall(rf"{PAIRS}|\S+", line) for line in lines]


REGIONS = neighbours()


def body(number, sentences=9):
    """The sentences of a report, without what makes it one of a kind."""
    choice = random.Random(number)
    lines = []
    for _ in range(sentences):
        names = choice.sample(choice.choice(REGIONS), 2)
        lines.append(choice.choices(SENTENCES, WEIGHTS)[0].format(*names, choice.randint(3, 90), choice.randint(1, 28)))
    return " ".join(lines)


def report(number, sentences=9):
    """A report that no other number gives, of about eleven mentions where it has nine sentences."""
    return f"{body(number, sentences)} The file has the number {number:08}."


def document(number, sentences=9):
    """The same as the service takes it, with a title and a date."""
    day = 1 + number % 28
    month = 1 + number // 28 % 12
    return {"text": report(number, sentences), "title": f"Report {number}", "date": f"2016-{month:02}-{day:02}"}
