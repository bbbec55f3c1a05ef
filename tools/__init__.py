"""What the project needs to make and check its own data; nothing here is shipped."""
