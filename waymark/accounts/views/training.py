"""Who is trained for work with people who were harmed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from waymark.accounts import acting, acts
from waymark.accounts import training as trained_people
from waymark.accounts.access import needs
from waymark.accounts.forms.training import TrainingForm
from waymark.accounts.permissions import Permission


@needs(Permission.KEEP_TRAINING)
def training(request: HttpRequest) -> HttpResponse:
    people = list(trained_people.to_train(request.user.service_id))
    kept = trained_people.trainings(people)
    context = {
        "rows": [(each, kept.get(each.pk)) for each in people],
        "here": trained_people.here(),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/training.html", context)


@needs(Permission.KEEP_TRAINING)
def trained(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down somebody's training."""
    person = get_object_or_404(trained_people.to_train(request.user.service_id), pk=pk)
    form = TrainingForm(request.POST or None)
    if acting.is_whole(request, form):
        with acting.refusals_on(form):
            told = form.cleaned_data
            acts.say_trained(person=person, by=request.user, at=timezone.now(), **told)
            messages.success(request, trained_people.here().once_in_date.format(name=person.name))
            return redirect("training")
    context = {"person": person, "form": form}
    return render(request, "accounts/trained.html", context, status=acting.status(form))
