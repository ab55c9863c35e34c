"""The demo press: a fictional little press on loopback, for the demo and the tests."""
