"""Interlink: a newsroom that watches one subject and keeps its public record."""
