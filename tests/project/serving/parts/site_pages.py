"""The dynamic pages of the little project."""

import os
import time

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path


def slow(request: HttpRequest) -> HttpResponse:
    time.sleep(1)
    return HttpResponse("slow but whole")


def die(request: HttpRequest) -> HttpResponse:
    os._exit(3)


def echo(request: HttpRequest, asked: str) -> HttpResponse:
    return HttpResponse(f"dynamic {request.method} /{asked}", status=200 if asked.startswith("dynamic") else 404)


urlpatterns = [path("slow", slow), path("die", die), re_path("^(?P<asked>.*)$", echo)]
