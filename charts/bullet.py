bullet = None
