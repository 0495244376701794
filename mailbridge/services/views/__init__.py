"""What lists and pages show."""
