"""The hands that reach outside: relay, DNS, templates, killable readers."""
