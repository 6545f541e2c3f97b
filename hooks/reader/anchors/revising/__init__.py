"""From the ledgers of yesterday to those of today."""
