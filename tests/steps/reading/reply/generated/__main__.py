"""`python -m tests.steps.reading.reply.generated`: every letter read, and the rates printed."""

from tests.steps.reading.reply.generated.letters import letters
from tests.steps.reading.reply.generated.rates import Rates

if __name__ == "__main__":
    rates = Rates()
    for letter in letters():
        rates.count(letter)
    print(rates)
