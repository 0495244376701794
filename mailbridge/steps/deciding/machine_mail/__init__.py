"""Mail of machines: loops, reports that are noted, and who may be answered."""
