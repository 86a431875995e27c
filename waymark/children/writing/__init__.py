"""Writing in a child's record: nothing that is typed is lost, and nobody saves over somebody."""
