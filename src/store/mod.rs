//! Keeps documents, features and corrections durably in a GeoPackage.
