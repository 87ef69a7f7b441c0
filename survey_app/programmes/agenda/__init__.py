"""From the sessions of an exchange to its days: templates, placing, editing. Pure."""
