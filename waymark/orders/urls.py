from django.urls import path

from waymark.orders import views

urlpatterns = [
    path("children/<int:child>/orders/add/", views.add_order, name="add-order"),
    path("children/<int:child>/orders/<int:order>/amend/", views.amend_order, name="amend-order"),
    path("children/<int:child>/orders/<int:order>/end/", views.end_order, name="end-order"),
]
