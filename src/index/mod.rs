//! Immutable searchable snapshots: R-tree, time, properties.
