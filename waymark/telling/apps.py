from django.apps import AppConfig


class TellingConfig(AppConfig):
    name = "waymark.telling"

    def ready(self) -> None:
        from waymark.duties import renewal
        from waymark.letters import post
        from waymark.rules.letters import ContactSchemeNotified, InvitationDecided
        from waymark.telling import told_us
        from waymark.telling.following import tell

        renewal.follow_with(tell)
        post.on(ContactSchemeNotified.kind, told_us.scheme_notified)
        post.on(InvitationDecided.kind, told_us.invitation_decided)
