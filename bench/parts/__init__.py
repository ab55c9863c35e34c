"""What benches run in processes of their own: loopback servers, our side, and the peers' side."""
