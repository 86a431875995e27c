import pytest
from django.db import ProgrammingError, connection


@pytest.mark.django_db
def test_the_application_makes_no_tables():
    with pytest.raises(ProgrammingError, match="permission denied"):
        connection.cursor().execute("CREATE TABLE mine (id int)")
