"""Visits for other systems: FHIR R4, as one Bundle or as NDJSON by kind of resource."""
