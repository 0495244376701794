"""What is known of a person, taken along or forgotten, and how long anything is kept."""
