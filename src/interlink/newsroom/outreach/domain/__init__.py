"""What the DNS says about our mails, and what it should say (SPF, DKIM, DMARC)."""
