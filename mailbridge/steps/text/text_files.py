"""Files whose words are read, whatever type they were sent as."""

TEXT_FILES = (".txt", ".md", ".csv", ".html", ".htm")
