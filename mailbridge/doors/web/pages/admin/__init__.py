"""Pages of those who run the installation: mail, letters, people, quarantine, health."""
