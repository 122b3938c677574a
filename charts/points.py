published_points = None
