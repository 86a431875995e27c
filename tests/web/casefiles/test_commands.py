"""Case files come in and go out by command, as somebody who may, and the audit tells of it."""

import json
from copy import deepcopy
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.children import case_file, make_child
from tests.people import make_person, make_service
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.audit.models import AuditRow
from waymark.children.models import Child, Opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return make_service("Anyshire")


@pytest.fixture
def bea(service):
    return make_person(Role.OPERATIONS_MANAGER, service=service, team=None)


@pytest.fixture
def jo(service):
    return make_person(service=service)


@pytest.fixture
def keep(tmp_path):
    """Writes a case file, or whatever else, to a file; returns its path."""

    def kept(name, document):
        path = tmp_path / name
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        return str(path)

    return kept


def refused(*command, **options):
    with pytest.raises(CommandError) as fault:
        call_command(*command, stdout=StringIO(), **options)
    assert fault.value.returncode == 2
    return str(fault.value)


def last_row(service):
    asking.as_waymark(service.pk)
    return AuditRow.objects.order_by("-number").first()


def facts_of(row):
    return json.loads(row.content)[5]


def held(service, **about):
    """A child that the service holds, and the case file that it came as."""
    document = case_file(**about)
    return make_child(service, **deepcopy({name: document[name] for name in ("child",)})), document


class TestImport:
    def test_every_fault_of_every_file_is_told_in_one_line_and_nothing_is_kept(self, service, keep):
        _, there = held(service)
        faulty = case_file()
        faulty["orders"][0]["kind"] = "nothing"
        del faulty["child"]["sex"]
        twice = case_file()
        before = Child.objects.count()
        files = [
            keep("unreadable.json", "{"),
            keep("faulty.json", faulty),
            keep("sound.json", twice),
            keep("missing.json", "") + ".not",
            keep("held.json", there),
            keep("twice.json", twice),
        ]
        lines = refused("import", *files).splitlines()
        told = [(line.partition(".json")[0].rpartition("/")[2], line) for line in lines]
        assert [name for name, _ in told] == [
            *("unreadable", "faulty", "faulty", "missing", "held", "twice"),
        ]
        assert "is not JSON" in lines[0]
        assert "cannot be read" in lines[3]
        assert "is held already" in lines[4]
        assert "is the child of" in lines[5]
        asking.as_waymark(service.pk)
        assert Child.objects.count() == before

    def test_a_child_held_already_is_named_to_who_may_see_the_child(self, service, bea, keep):
        child, there = held(service)
        name = there["child"]["given_name"]
        path = keep("held.json", there)
        assert name in refused("import", path, user=bea.email)
        assert last_row(service).children == [child]
        asking.as_waymark(service.pk)
        Child.objects.filter(pk=child).update(restricted=True)
        assert "this child is held already" in refused("import", path, user=bea.email)
        assert last_row(service).children == []

    def test_without_saying_who_no_child_is_named(self, service, keep):
        _, there = held(service)
        told = refused("import", keep("held.json", there))
        assert told.endswith("child.id: this child is held already")

    def test_only_who_may_takes_case_files_in(self, service, jo, bea, keep):
        path = keep("new.json", case_file())
        assert "To bring a child's case file into Waymark" in refused("import", path, user=jo.email)
        assert last_row(service).outcome == "refused"
        assert not Child.objects.exists()
        call_command("import", path, user=bea.email, stdout=StringIO())
        row = last_row(service)
        assert (row.user_id, row.outcome) == (bea.pk, "done")
        assert row.children == [Child.objects.get().pk]
        assert facts_of(row) == {"act": "import"}

    def test_nobody_takes_in_for_another_service(self, bea, keep):
        make_service("Elsewhere")
        with pytest.raises(CommandError, match="leave out --service"):
            call_command(
                "import", keep("new.json", case_file()), user=bea.email, service="Elsewhere"
            )


class TestExport:
    @pytest.fixture
    def theirs(self, service):
        """A child of a colleague in another team."""
        pk = make_child(service, worker=make_person(service=service))
        asking.as_waymark(service.pk)
        return Child.objects.get(pk=pk)

    def test_a_child_who_is_not_ones_own_work_is_asked_about(self, service, bea, theirs):
        told = refused("export", theirs.reference, user=bea.email)
        assert "Say why you take the file" in told
        assert "--why court" in told
        assert "emergency" not in told
        row = last_row(service)
        assert (row.user_id, row.outcome, row.children) == (bea.pk, "refused", [theirs.pk])

    def test_saying_why_takes_it_out_and_the_audit_keeps_the_code(self, service, bea, theirs):
        out = StringIO()
        call_command("export", theirs.reference, user=bea.email, why="court", stdout=out)
        assert json.loads(out.getvalue())["child"]["id"] == theirs.reference
        row = last_row(service)
        assert (row.user_id, row.outcome, row.children) == (bea.pk, "done", [theirs.pk])
        assert facts_of(row) == {"act": "export", "reason": "court"}
        assert Opening.objects.get().reason == "court"

    def test_a_reason_opens_nothing_to_who_may_not_take_files_out(self, service, jo, theirs):
        told = refused("export", theirs.reference, user=jo.email, why="court")
        assert "To take a child's case file out of Waymark" in told
        assert not Opening.objects.exists()
        assert last_row(service).outcome == "refused"

    def test_an_emergency_is_no_reason_to_take_a_file(self, bea, theirs):
        with pytest.raises(CommandError, match="invalid choice"):
            call_command("export", theirs.reference, "--as", bea.email, "--why", "emergency")

    def test_a_restricted_child_is_as_no_child_whatever_the_reason(self, service, bea, theirs):
        Child.objects.filter(pk=theirs.pk).update(restricted=True)
        hidden = refused("export", theirs.reference, user=bea.email, why="court")
        assert hidden == refused("export", "nobody", user=bea.email, why="court")
        assert last_row(service).children == []
