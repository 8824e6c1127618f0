//! Takes documents in: parse, store, then publish the next snapshot.
