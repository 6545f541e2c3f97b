"""From a text, a web page or a document to a clean article: pure steps, each named, explained and tested."""
