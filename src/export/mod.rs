//! Writes a stream of features in each format.
