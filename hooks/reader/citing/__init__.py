"""Citations: records as CSL-JSON, finished citations in the styles, files for reference managers."""
