"""The values of a build, and how they are made from one another."""
