"""What runs beside PAL where more than one machine reads it."""
