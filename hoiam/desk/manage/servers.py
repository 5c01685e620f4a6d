"""The administrator's screen about other servers: our key to give away, theirs to take, digit by digit."""

from __future__ import annotations

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hoiam.desk.manage.forms_approval import AboutOffice
from hoiam.desk.manage.forms_servers import AddressForm, EndPeerForm, OtherOfficeForm, PeerForm
from hoiam.desk.manage.office import administrator, done, for_administrators
from hoiam.office.models import Office
from hoiam.report.bundle import peers
from hoiam.report.bundle.signing import spoken
from hoiam.report.models import Peer

# The verb of an address -> its form; the first two stand open on the page.
ADDING: dict[str, type[AboutOffice]] = {"co-quan": OtherOfficeForm, "khoa": PeerForm}
CHANGING: dict[str, type[AboutOffice]] = {"dia-chi": AddressForm, "thoi": EndPeerForm}


@for_administrators
@require_safe
def servers(request: HttpRequest) -> HttpResponse:
    """Our own key, the keys of others, and a form for each thing that can be done."""
    return _page(request)


@for_administrators
@require_POST
def do(request: HttpRequest, verb: str) -> HttpResponse:
    """Enter an office, take, change or end a key; what was typed stays in the form when it is refused."""
    kind = (ADDING | CHANGING).get(verb)
    if kind is None:
        return redirect("manage_servers")
    form = kind(administrator(request).office, request.POST, prefix=verb)
    if done(request, form):
        return redirect("manage_servers")
    if verb in CHANGING:
        flash.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("manage_servers")
    return _page(request, form)


def _page(request: HttpRequest, failed: AboutOffice | None = None) -> HttpResponse:
    office = administrator(request).office
    adding = {verb: kind(office, prefix=verb) for verb, kind in ADDING.items()}
    if failed is not None:
        adding[str(failed.prefix)] = failed
    own = peers.own_line(office)
    context = {
        "own": own,
        "spoken": spoken(own),
        "peers": [(peer, spoken(peer.key), _address_form(office, peer)) for peer in peers.peers_of(office)],
        "adding": {verb.replace("-", "_"): one for verb, one in adding.items()},
        "failed": failed,
        "of_province": office.level == Office.Level.PROVINCE,
    }
    return render(request, "desk/manage/servers.html", context, status=400 if failed else 200)


def _address_form(office: Office, peer: Peer) -> AddressForm:
    initial = {"peer": peer.pk, "url": peer.url, "authority": peer.authority}
    return AddressForm(office, prefix="dia-chi", initial=initial, auto_id=f"id_{peer.pk}_%s")
