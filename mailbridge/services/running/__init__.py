"""Whether the service is well, and what wakes its workers."""
