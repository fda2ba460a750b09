"""What the clinic does, one verb a file: plain functions over the store, without a web."""
