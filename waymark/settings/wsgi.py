"""What the production server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.settings")
application = get_wsgi_application()

from waymark import process  # noqa: E402
from waymark.starting import refuse_a_login_above_the_walls  # noqa: E402

refuse_a_login_above_the_walls()
process.begin_to_serve()
