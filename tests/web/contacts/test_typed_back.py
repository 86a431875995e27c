"""What is recorded of another day is asked about where the same stands there already."""

from datetime import timedelta

import pytest

from tests.forms import day_parts
from tests.web.contacts.visits import TODAY, address, visit
from waymark.chronology.models import Event

pytestmark = pytest.mark.django_db


class TestWhatIsTypedBack:
    BACK = TODAY - timedelta(days=3)

    @pytest.fixture(autouse=True)
    def recorded_that_day(self, client, sophie):
        assert client.post(address(sophie), self.typed(at="14:00")).status_code == 302

    def typed(self, **more):
        return visit(**day_parts("on", self.BACK), **{"at": "", **more})

    def test_is_asked_about_where_the_same_stands_already_and_nothing_is_lost(self, client, sophie):
        asked = client.post(address(sophie), self.typed(note="Made a kite."))
        assert asked.status_code == 422
        assert "at 14:00 stands in the record already" in asked.text
        assert "Made a kite." in asked.text
        assert Event.objects.filter(kind="contact", on=self.BACK).count() == 1
        sure = self.typed(note="Made a kite.", sure="on")
        assert client.post(address(sophie), sure).status_code == 302

    @pytest.mark.parametrize("other", [{"at": "16:30"}, {"method": "telephone"}])
    def test_is_another_where_it_was_at_another_time_or_otherwise(self, client, sophie, other):
        assert client.post(address(sophie), self.typed(**other)).status_code == 302

    def test_is_not_asked_about_on_the_day_itself(self, client, sophie):
        for _ in range(2):
            assert client.post(address(sophie), visit()).status_code == 302
