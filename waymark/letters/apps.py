from django.apps import AppConfig
from django.conf import settings


class LettersConfig(AppConfig):
    name = "waymark.letters"

    def ready(self) -> None:
        if settings.LETTERS_SIDE != "casework":
            return  # the victims' process is called, and calls nobody
        from waymark.jobs import periodic, queue
        from waymark.letters import exchange

        periodic.every(1, "exchange-letters-each-minute", exchange.exchange)
        queue.task(exchange.AT_ONCE, exchange.exchange_now)
