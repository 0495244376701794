"""Words, sentences and names of domains: what every other room of the steps may ask of a text."""
