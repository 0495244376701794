"""One module for each kind of letter, named like its folder in templates/mail."""
