"""The plan made with the child: agreed, countersigned, given, reviewed, ended."""
