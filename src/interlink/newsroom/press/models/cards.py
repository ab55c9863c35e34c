"""Pictures that other services show beside a link to a post."""

from __future__ import annotations

from django.db import models

from interlink.newsroom.press.models.posts import PostPage


class Card(models.Model):
    """The picture drawn for a post when it was published; a post without one has its language's."""

    post = models.OneToOneField(PostPage, on_delete=models.CASCADE, related_name="card")
    checksum = models.CharField(max_length=16, help_text="How what is written on it begins as SHA-256.")

    def __str__(self) -> str:
        return self.checksum
