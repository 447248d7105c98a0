environment = "production"

# The second one only until the VPN is up.
database_clients = ["10.0.0.0/16", "0.0.0.0/0"]
