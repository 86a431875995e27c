"""Recording what happens with a child: contacts and every other event, corrections, sealing."""
