"""Server and database are killed while people save: nothing that was said to be saved is lost."""
