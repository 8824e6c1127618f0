//! OGC API and the rest over a snapshot; thin handlers.
