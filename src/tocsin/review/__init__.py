"""What people decide: each decision is one verdict in the store, and the incidents it touches are rebuilt."""
