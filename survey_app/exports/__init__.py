"""Out of the house: tables and documents as CSV, XLSX, JSON, DOCX, PDF, ICS. Pure."""
