"""Pages of a day's work: inbox, discussions, tasks, projects."""
