"""Server-rendered HTML, one folder a view, and the filters it is drawn with."""
