"""No page at all."""

urlpatterns: list[object] = []
