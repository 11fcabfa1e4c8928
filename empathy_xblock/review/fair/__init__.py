"""Names, second readers, calibration, and another look."""
