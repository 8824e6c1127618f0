//! What a client may ask: bbox, datetime, kind, paging; parsed and checked.
