"""Answers that whoever comes next must not find again."""

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers


def quietly(answer: HttpResponse) -> HttpResponse:
    """Keep a page out of stores and searches, and its address from other sites.

    The policy is not `no-referrer`: with it a browser says of a form that it comes from nowhere,
    and Django refuses it as forged.
    """
    add_never_cache_headers(answer)
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
