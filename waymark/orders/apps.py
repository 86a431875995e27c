from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "waymark.orders"

    def ready(self) -> None:
        from waymark.chronology import casefile
        from waymark.orders.casefile import OrdersPart

        casefile.register(OrdersPart())
