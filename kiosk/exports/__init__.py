"""What is drawn and written out: records in, bytes out. Papers, lists, drawings, exports."""
