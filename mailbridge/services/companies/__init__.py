"""Clients as companies: their name, their domains, their people, and two that are one."""
