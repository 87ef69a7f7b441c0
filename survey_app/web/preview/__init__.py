"""One questionnaire file as its designer sees it: served, reloaded on save, with its findings beside."""
