"""The end of a letter: signatures, telephones' lines, disclaimers and footers."""
