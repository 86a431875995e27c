from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "waymark.assessments"
