"""The pages of the dashboard, one module each, with one public function that draws it."""
